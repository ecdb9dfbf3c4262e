-- analyze.event.file: plain
SELECT
    toString(id) AS id,
    occurred_at,
    name,
    toString(customer_id) AS customer_id,
    source,
    channel,
    order_id,
    revenue,
    currency,
    products.id AS product_ids,
    products.name AS product_names,
    products.quantity AS quantities,
    products.price AS prices,
    properties
FROM event
WHERE (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String}))
ORDER BY
    event.occurred_at ASC,
    event.id ASC
