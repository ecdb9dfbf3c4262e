-- listen.survey.answered: plain
SELECT count() AS answers
FROM event
WHERE (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)) AND (event.id = toUInt128({p2:String}))
