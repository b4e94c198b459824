drop table broadcast_recipients;
drop table broadcasts;
drop table segments;
