drop table paused_links;
drop table bursts;
