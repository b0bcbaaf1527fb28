DROP TABLE certificate_design_versions;
DROP TABLE certificate_designs;
DROP TABLE certificate_pictures;
