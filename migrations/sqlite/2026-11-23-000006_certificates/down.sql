DROP TABLE certificate_renditions;
DROP TABLE certificate_events;
DROP TABLE certificate_ids;
DROP TABLE certificates;
DROP TABLE certificate_candidates;
DROP TABLE certificate_serials;
