-- Manifests are forgotten by age and number.
create index export_manifest_by_time on export_manifest (at);
