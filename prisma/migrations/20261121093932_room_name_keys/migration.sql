-- Room names are compared without what cannot be seen, and with letters that only upper case tells apart as one
-- (roomKey in lib/domain/fields.ts). Of the keys that are stored this brings those along that occur; any other room that
-- had such a letter is found by its id, and by its name once it has been given it again. Where two would be one, both
-- stay as they are.
WITH wanted AS (
    SELECT id, replace(replace(regexp_replace(name_key,
               '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\U000E0000-\U000E0FFF]',
               '', 'g'), 'ß', 'ss'), 'ı', 'i') AS key
      FROM room WHERE name_key IS NOT NULL
),
free AS (
    SELECT DISTINCT ON (w.key) w.id, w.key FROM wanted w
     WHERE w.key <> '' AND NOT EXISTS (SELECT 1 FROM room r WHERE r.name_key = w.key)
     ORDER BY w.key, w.id
)
UPDATE room SET name_key = free.key FROM free WHERE room.id = free.id;
