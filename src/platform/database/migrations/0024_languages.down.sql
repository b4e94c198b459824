update users set language = 'en' where language not in ('ru', 'en');
alter table users add constraint users_language_check check (language in ('ru', 'en'));
