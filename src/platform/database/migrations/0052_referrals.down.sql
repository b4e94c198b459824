drop table referrals, referrers;
