alter table broadcasts drop column revision;
