drop table bot_name;
drop table growth_figures;
