mod codes;
mod imports;
mod locale;
mod migrations;
mod templates;
