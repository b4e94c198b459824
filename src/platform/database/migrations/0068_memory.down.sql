drop table memory_readings;
drop table memory_facts;
