drop table watched_models;
