//! The operator's side: backup and restore, check, doctor, administrators, starting and stopping.
mod admin;
mod backup;
mod check;
mod codes;
mod demo;
mod doctor;
mod housekeeping;
mod serve;
