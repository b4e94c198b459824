drop table waiting_questions;
