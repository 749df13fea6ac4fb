-- The picture of the ad or post a conversation came from: fetched from where Meta shows it to anybody, not by a media id.
alter table media add column source_url text;
