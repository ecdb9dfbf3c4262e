-- listen.note.same_person: plain
WITH
    toUInt64({p0:String}) AS asked,
    dictGetOrDefault('alias_of', 'customer_id', asked, asked) AS person
SELECT toString(stamp) AS id
FROM alias
FINAL
WHERE alias.customer_id = person
UNION DISTINCT
SELECT arrayJoin([toString(asked), toString(person)]) AS id
