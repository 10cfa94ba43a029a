mod bid;
