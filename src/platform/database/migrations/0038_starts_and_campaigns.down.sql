drop table campaigns;
drop table starts;
