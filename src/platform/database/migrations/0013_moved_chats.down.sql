drop index conversations_of_groups;
