drop table daily_figures;
