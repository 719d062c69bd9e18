-- Whether member cards carry the photograph of whoever has one.
ALTER TABLE documents.choice ADD COLUMN photo_on_card boolean NOT NULL DEFAULT true;
