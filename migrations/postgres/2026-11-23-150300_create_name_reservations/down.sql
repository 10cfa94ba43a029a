DROP TABLE name_reservations;
