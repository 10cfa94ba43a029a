mod ledger;
mod pages;
