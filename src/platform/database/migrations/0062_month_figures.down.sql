drop table month_figures;
