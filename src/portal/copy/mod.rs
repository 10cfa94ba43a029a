//! My copy 本人数据副本: everything the program keeps about the signed-in person in one archive, a file a subject, for people and
//! for programs (PIPL art. 45; `domain.md` PI-08).
pub mod pages;
mod store;
