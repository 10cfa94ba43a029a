mod people;
mod reset;
mod security;
mod sign_in;
mod tokens;
