mod fund;
