drop table daily_reports;
