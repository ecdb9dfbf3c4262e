-- analyze.class.bounds: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    minOrNullIf(net, abc = 'A') AS a_from,
    minOrNullIf(net, abc != 'C') AS b_from,
    minOrNullIf(orders, xyz = 'X') AS x_from,
    minOrNullIf(orders, xyz != 'Z') AS y_from
FROM classified

-- analyze.class.changes: plain
WITH
    figures AS
    (
        SELECT
            customer_id,
            arrayPopFront(arrayDifference(arrayMap(day -> toInt32(day), arraySort(groupUniqArrayIf(toDate(occurred_at, {p0:String}), ((name = 'Order Completed') AND (revenue > 0))))))) AS gaps,
            dateDiff('day', maxIf(toDate(occurred_at, {p1:String}), ((name = 'Order Completed') AND (revenue > 0))), {p2:Date}) AS recency_days,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            sum(revenue) AS net,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String}))) AS orders_year,
            sumIf(revenue, (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))) AS net_year,
            [sumIf(toInt64(revenue * 10000), dateDiff('month', {p11:Date}, toDate(occurred_at, {p12:String})) = {p13:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p14:Date}, toDate(occurred_at, {p15:String})) = {p16:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p17:Date}, toDate(occurred_at, {p18:String})) = {p19:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p20:Date}, toDate(occurred_at, {p21:String})) = {p22:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p23:Date}, toDate(occurred_at, {p24:String})) = {p25:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p26:Date}, toDate(occurred_at, {p27:String})) = {p28:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p29:Date}, toDate(occurred_at, {p30:String})) = {p31:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p32:Date}, toDate(occurred_at, {p33:String})) = {p34:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p35:Date}, toDate(occurred_at, {p36:String})) = {p37:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p38:Date}, toDate(occurred_at, {p39:String})) = {p40:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p41:Date}, toDate(occurred_at, {p42:String})) = {p43:Int64}), sumIf(toInt64(revenue * 10000), dateDiff('month', {p44:Date}, toDate(occurred_at, {p45:String})) = {p46:Int64})] AS units
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p47:Date}, 3, {p48:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    known_figures AS
    (
        SELECT
            *,
            toInt256(arraySum(units)) AS sum_units,
            arraySum(each -> (toInt256(each) * each), units) AS square_sum,
            if(orders_year > 0, greatest(net_year, 0), 0) AS earned_year,
            if(orders_year > 0, toFloat64(net_year) / orders_year, 0.) AS aov,
            greatest({p49:Float64}, if(length(gaps) < {p50:Int64}, {p51:Float64}, toFloat64(arraySort(gaps)[toInt64(ceil(0.9 * length(gaps)))]))) AS late_days,
            greatest({p52:Float64}, if(length(arrayPopBack(gaps)) < {p53:Int64}, {p54:Float64}, toFloat64(arraySort(arrayPopBack(gaps))[toInt64(ceil(0.9 * length(arrayPopBack(gaps))))]))) AS late_days_before
        FROM figures
    ),
    ranked AS
    (
        SELECT
            *,
            (rank() OVER (ORDER BY recency_days ASC) - 1) / count() OVER () AS more_recent,
            (rank() OVER (ORDER BY orders ASC) - 1) / count() OVER () AS less_frequent,
            (rank() OVER (ORDER BY net ASC) - 1) / count() OVER () AS less_money,
            (rank() OVER (PARTITION BY (orders_year > 0) ORDER BY aov ASC) - 1) / count() OVER (PARTITION BY (orders_year > 0)) AS less_aov,
            sum(earned_year) OVER (ORDER BY earned_year DESC) - sum(earned_year) OVER (PARTITION BY earned_year) AS earned_more,
            toDecimal128(sum(earned_year) OVER (), 4) AS earned_whole
        FROM known_figures
    ),
    judged AS
    (
        SELECT
            customer_id,
            [multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p55:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p56:Decimal(9, 6)}), 'B', 'C'), multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p57:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p58:Decimal(9, 6)}), 'B', 'C'), multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p59:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p60:Decimal(9, 6)}), 'B', 'C')] AS near_abc,
            [multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', ((square_sum * {p61:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p62:Int64})), 'X', ((square_sum * {p63:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p64:Int64})), 'Y', 'Z'), multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', ((square_sum * {p65:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p66:Int64})), 'X', ((square_sum * {p67:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p68:Int64})), 'Y', 'Z'), multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', ((square_sum * {p69:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p70:Int64})), 'X', ((square_sum * {p71:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p72:Int64})), 'Y', 'Z')] AS near_xyz,
            [toString(5 - least({p73:Int64}, greatest(0, toInt64(floor({p74:Int64} * (more_recent + {p75:Float64})))))), toString(5 - least({p76:Int64}, greatest(0, toInt64(floor({p77:Int64} * (more_recent + {p78:Int64})))))), toString(5 - least({p79:Int64}, greatest(0, toInt64(floor({p80:Int64} * (more_recent + {p81:Float64}))))))] AS near_recency,
            [toString(1 + least({p82:Int64}, greatest(0, toInt64(floor({p83:Int64} * (less_frequent + {p84:Float64})))))), toString(1 + least({p85:Int64}, greatest(0, toInt64(floor({p86:Int64} * (less_frequent + {p87:Int64})))))), toString(1 + least({p88:Int64}, greatest(0, toInt64(floor({p89:Int64} * (less_frequent + {p90:Float64}))))))] AS near_frequency,
            [toString(1 + least({p91:Int64}, greatest(0, toInt64(floor({p92:Int64} * (less_money + {p93:Float64})))))), toString(1 + least({p94:Int64}, greatest(0, toInt64(floor({p95:Int64} * (less_money + {p96:Int64})))))), toString(1 + least({p97:Int64}, greatest(0, toInt64(floor({p98:Int64} * (less_money + {p99:Float64}))))))] AS near_money,
            [if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p100:Int64}, greatest(0, toInt64(floor({p101:Int64} * (less_aov + {p102:Float64})))))]), if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p103:Int64}, greatest(0, toInt64(floor({p104:Int64} * (less_aov + {p105:Int64})))))]), if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p106:Int64}, greatest(0, toInt64(floor({p107:Int64} * (less_aov + {p108:Float64})))))])] AS near_aov_tier,
            [multiIf(recency_days > ((2 * late_days) * {p109:Float64}), 'lapsed', recency_days > (late_days * {p110:Float64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p111:Float64}), 'returned', 'active'), multiIf(recency_days > ((2 * late_days) * {p112:Int64}), 'lapsed', recency_days > (late_days * {p113:Int64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p114:Int64}), 'returned', 'active'), multiIf(recency_days > ((2 * late_days) * {p115:Float64}), 'lapsed', recency_days > (late_days * {p116:Float64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p117:Float64}), 'returned', 'active')] AS near_lifecycle
        FROM ranked
    ),
    known AS
    (
        SELECT
            customer_id,
            anyIf(toString(class), scheme = {p118:String}) AS was_abc,
            anyIf(toString(class), scheme = {p119:String}) AS was_xyz,
            anyIf(toString(class), scheme = {p120:String}) AS was_recency,
            anyIf(toString(class), scheme = {p121:String}) AS was_frequency,
            anyIf(toString(class), scheme = {p122:String}) AS was_money,
            anyIf(toString(class), scheme = {p123:String}) AS was_aov_tier,
            anyIf(toString(class), scheme = {p124:String}) AS was_lifecycle,
            anyIf(toString(class), scheme = {p125:String}) AS was_golden,
            anyIf(toString(class), scheme = {p126:String}) AS was_rfm
        FROM customer_class_at(at = {p127:DateTime64(3, 'UTC')})
        GROUP BY customer_id
    ),
    kept AS
    (
        SELECT
            customer_id,
            was_abc,
            was_xyz,
            was_recency,
            was_frequency,
            was_money,
            was_aov_tier,
            was_lifecycle,
            was_golden,
            was_rfm,
            if(has(near_abc, was_abc), ifNull(was_abc, ''), near_abc[2]) AS abc,
            if(has(near_xyz, was_xyz), ifNull(was_xyz, ''), near_xyz[2]) AS xyz,
            if(has(near_recency, was_recency), ifNull(was_recency, ''), near_recency[2]) AS recency,
            if(has(near_frequency, was_frequency), ifNull(was_frequency, ''), near_frequency[2]) AS frequency,
            if(has(near_money, was_money), ifNull(was_money, ''), near_money[2]) AS money,
            if(has(near_aov_tier, was_aov_tier), ifNull(was_aov_tier, ''), near_aov_tier[2]) AS aov_tier,
            if(has(near_lifecycle, was_lifecycle), ifNull(was_lifecycle, ''), near_lifecycle[2]) AS lifecycle
        FROM judged
        FULL OUTER JOIN known USING (customer_id)
    ),
    derived AS
    (
        SELECT
            *,
            if((abc = 'A') AND (xyz IN ('X', 'Y')), concat('A', xyz), '') AS golden,
            if((recency = '') OR (frequency = ''), '', {p128:Array(String)}[((5 * toInt64OrZero(recency)) + toInt64OrZero(frequency)) - 5]) AS rfm
        FROM kept
    )
SELECT
    toString(ifNull(derived.customer_id, 0)) AS customer_id,
    said.1 AS scheme,
    said.2 AS class
FROM derived
ARRAY JOIN [({p129:String}, abc, ifNull(was_abc, '')), ({p130:String}, xyz, ifNull(was_xyz, '')), ({p131:String}, recency, ifNull(was_recency, '')), ({p132:String}, frequency, ifNull(was_frequency, '')), ({p133:String}, money, ifNull(was_money, '')), ({p134:String}, aov_tier, ifNull(was_aov_tier, '')), ({p135:String}, lifecycle, ifNull(was_lifecycle, '')), ({p136:String}, golden, ifNull(was_golden, '')), ({p137:String}, rfm, ifNull(was_rfm, ''))] AS said
WHERE (said.2) != (said.3)

-- analyze.class.changes: once_bought
WITH
    figures AS
    (
        SELECT
            customer_id,
            arrayPopFront(arrayDifference(arrayMap(day -> toInt32(day), arraySort(groupUniqArrayIf(toDate(occurred_at, {p0:String}), ((name = 'Order Completed') AND (revenue > 0))))))) AS gaps,
            dateDiff('day', maxIf(toDate(occurred_at, {p1:String}), ((name = 'Order Completed') AND (revenue > 0))), {p2:Date}) AS recency_days,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            sum(revenue) AS net,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String}))) AS orders_year,
            sumIf(revenue, (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))) AS net_year,
            CAST([], 'Array(Int64)') AS units
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p11:Date}, 3, {p12:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    known_figures AS
    (
        SELECT
            *,
            toInt256(arraySum(units)) AS sum_units,
            arraySum(each -> (toInt256(each) * each), units) AS square_sum,
            if(orders_year > 0, greatest(net_year, 0), 0) AS earned_year,
            if(orders_year > 0, toFloat64(net_year) / orders_year, 0.) AS aov,
            greatest({p13:Float64}, if(length(gaps) < {p14:Int64}, {p15:Float64}, toFloat64(arraySort(gaps)[toInt64(ceil(0.9 * length(gaps)))]))) AS late_days,
            greatest({p16:Float64}, if(length(arrayPopBack(gaps)) < {p17:Int64}, {p18:Float64}, toFloat64(arraySort(arrayPopBack(gaps))[toInt64(ceil(0.9 * length(arrayPopBack(gaps))))]))) AS late_days_before
        FROM figures
    ),
    ranked AS
    (
        SELECT
            *,
            (rank() OVER (ORDER BY recency_days ASC) - 1) / count() OVER () AS more_recent,
            (rank() OVER (ORDER BY orders ASC) - 1) / count() OVER () AS less_frequent,
            (rank() OVER (ORDER BY net ASC) - 1) / count() OVER () AS less_money,
            (rank() OVER (PARTITION BY (orders_year > 0) ORDER BY aov ASC) - 1) / count() OVER (PARTITION BY (orders_year > 0)) AS less_aov,
            sum(earned_year) OVER (ORDER BY earned_year DESC) - sum(earned_year) OVER (PARTITION BY earned_year) AS earned_more,
            toDecimal128(sum(earned_year) OVER (), 4) AS earned_whole
        FROM known_figures
    ),
    judged AS
    (
        SELECT
            customer_id,
            [multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p19:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p20:Decimal(9, 6)}), 'B', 'C'), multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p21:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p22:Decimal(9, 6)}), 'B', 'C'), multiIf(NOT (orders_year > 0), '', earned_year <= 0, 'C', earned_more < (earned_whole * {p23:Decimal(9, 6)}), 'A', earned_more < (earned_whole * {p24:Decimal(9, 6)}), 'B', 'C')] AS near_abc,
            [multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', false, 'X', false, 'Y', 'Z'), multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', false, 'X', false, 'Y', 'Z'), multiIf(NOT (orders_year > 0), '', sum_units <= 0, 'Z', false, 'X', false, 'Y', 'Z')] AS near_xyz,
            [toString(5 - least({p25:Int64}, greatest(0, toInt64(floor({p26:Int64} * (more_recent + {p27:Float64})))))), toString(5 - least({p28:Int64}, greatest(0, toInt64(floor({p29:Int64} * (more_recent + {p30:Int64})))))), toString(5 - least({p31:Int64}, greatest(0, toInt64(floor({p32:Int64} * (more_recent + {p33:Float64}))))))] AS near_recency,
            [multiIf(orders = 1, '1', orders = 2, '2', orders = 3, '3', orders < 6, '4', '5'), multiIf(orders = 1, '1', orders = 2, '2', orders = 3, '3', orders < 6, '4', '5'), multiIf(orders = 1, '1', orders = 2, '2', orders = 3, '3', orders < 6, '4', '5')] AS near_frequency,
            [toString(1 + least({p34:Int64}, greatest(0, toInt64(floor({p35:Int64} * (less_money + {p36:Float64})))))), toString(1 + least({p37:Int64}, greatest(0, toInt64(floor({p38:Int64} * (less_money + {p39:Int64})))))), toString(1 + least({p40:Int64}, greatest(0, toInt64(floor({p41:Int64} * (less_money + {p42:Float64}))))))] AS near_money,
            [if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p43:Int64}, greatest(0, toInt64(floor({p44:Int64} * (less_aov + {p45:Float64})))))]), if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p46:Int64}, greatest(0, toInt64(floor({p47:Int64} * (less_aov + {p48:Int64})))))]), if(NOT (orders_year > 0), '', ['low', 'mid', 'high'][1 + least({p49:Int64}, greatest(0, toInt64(floor({p50:Int64} * (less_aov + {p51:Float64})))))])] AS near_aov_tier,
            [multiIf(recency_days > ((2 * late_days) * {p52:Float64}), 'lapsed', recency_days > (late_days * {p53:Float64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p54:Float64}), 'returned', 'active'), multiIf(recency_days > ((2 * late_days) * {p55:Int64}), 'lapsed', recency_days > (late_days * {p56:Int64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p57:Int64}), 'returned', 'active'), multiIf(recency_days > ((2 * late_days) * {p58:Float64}), 'lapsed', recency_days > (late_days * {p59:Float64}), 'at_risk', empty(gaps), 'new', (gaps[-1]) > ((2 * late_days_before) * {p60:Float64}), 'returned', 'active')] AS near_lifecycle
        FROM ranked
    ),
    known AS
    (
        SELECT
            customer_id,
            anyIf(toString(class), scheme = {p61:String}) AS was_abc,
            anyIf(toString(class), scheme = {p62:String}) AS was_xyz,
            anyIf(toString(class), scheme = {p63:String}) AS was_recency,
            anyIf(toString(class), scheme = {p64:String}) AS was_frequency,
            anyIf(toString(class), scheme = {p65:String}) AS was_money,
            anyIf(toString(class), scheme = {p66:String}) AS was_aov_tier,
            anyIf(toString(class), scheme = {p67:String}) AS was_lifecycle,
            anyIf(toString(class), scheme = {p68:String}) AS was_golden,
            anyIf(toString(class), scheme = {p69:String}) AS was_rfm
        FROM customer_class_at(at = {p70:DateTime64(3, 'UTC')})
        GROUP BY customer_id
    ),
    kept AS
    (
        SELECT
            customer_id,
            was_abc,
            was_xyz,
            was_recency,
            was_frequency,
            was_money,
            was_aov_tier,
            was_lifecycle,
            was_golden,
            was_rfm,
            if(has(near_abc, was_abc), ifNull(was_abc, ''), near_abc[2]) AS abc,
            if(has(near_xyz, was_xyz), ifNull(was_xyz, ''), near_xyz[2]) AS xyz,
            if(has(near_recency, was_recency), ifNull(was_recency, ''), near_recency[2]) AS recency,
            if(has(near_frequency, was_frequency), ifNull(was_frequency, ''), near_frequency[2]) AS frequency,
            if(has(near_money, was_money), ifNull(was_money, ''), near_money[2]) AS money,
            if(has(near_aov_tier, was_aov_tier), ifNull(was_aov_tier, ''), near_aov_tier[2]) AS aov_tier,
            if(has(near_lifecycle, was_lifecycle), ifNull(was_lifecycle, ''), near_lifecycle[2]) AS lifecycle
        FROM judged
        FULL OUTER JOIN known USING (customer_id)
    ),
    derived AS
    (
        SELECT
            *,
            if((abc = 'A') AND (xyz IN ('X', 'Y')), concat('A', xyz), '') AS golden,
            if((recency = '') OR (frequency = ''), '', {p71:Array(String)}[((5 * toInt64OrZero(recency)) + toInt64OrZero(frequency)) - 5]) AS rfm
        FROM kept
    )
SELECT
    toString(ifNull(derived.customer_id, 0)) AS customer_id,
    said.1 AS scheme,
    said.2 AS class
FROM derived
ARRAY JOIN [({p72:String}, abc, ifNull(was_abc, '')), ({p73:String}, xyz, ifNull(was_xyz, '')), ({p74:String}, recency, ifNull(was_recency, '')), ({p75:String}, frequency, ifNull(was_frequency, '')), ({p76:String}, money, ifNull(was_money, '')), ({p77:String}, aov_tier, ifNull(was_aov_tier, '')), ({p78:String}, lifecycle, ifNull(was_lifecycle, '')), ({p79:String}, golden, ifNull(was_golden, '')), ({p80:String}, rfm, ifNull(was_rfm, ''))] AS said
WHERE (said.2) != (said.3)

-- analyze.class.customers: first_page
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            true AS allowed
        FROM classified
        WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p10:Int64}

-- analyze.class.customers: next_page
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            true AS allowed
        FROM classified
        WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
WHERE (revenue_minor, chosen.customer_id) < ({p10:Int64}, toUInt64({p11:String}))
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p12:Int64}

-- analyze.class.customers: consenting
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            customer_id IN (
                SELECT arrayJoin((
                        SELECT groupArray(customer_id)
                        FROM consent_allowed(purpose = {p8:String}, channel = {p9:String}, at = {p10:DateTime64(3, 'UTC')})
                    ))
            ) AS allowed
        FROM classified
        WHERE has({p11:Array(String)}, abc) AND has({p12:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p13:Int64}

-- analyze.class.file: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p8:Array(String)}, {p9:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p10:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p11:Array(String)}, {p12:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p13:Int64}, concat(' ', minIf(value, rank = {p14:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    ifNull(labels.label, toString(classified.customer_id)) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
LEFT JOIN labels ON labels.customer_id = classified.customer_id
WHERE has({p15:Array(String)}, abc) AND has({p16:Array(String)}, xyz)
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.file: without_names
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    toString(classified.customer_id) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.file: consenting
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p8:Array(String)}, {p9:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p10:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p11:Array(String)}, {p12:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p13:Int64}, concat(' ', minIf(value, rank = {p14:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    ifNull(labels.label, toString(classified.customer_id)) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
LEFT JOIN labels ON labels.customer_id = classified.customer_id
WHERE has({p15:Array(String)}, abc) AND has({p16:Array(String)}, xyz) AND (customer_id IN (
    SELECT arrayJoin((
            SELECT groupArray(customer_id)
            FROM consent_allowed(purpose = {p17:String}, channel = {p18:String}, at = {p19:DateTime64(3, 'UTC')})
        ))
))
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.limits: plain
WITH
    figures AS
    (
        SELECT
            arrayPopFront(arrayDifference(arrayMap(day -> toInt32(day), arraySort(groupUniqArrayIf(toDate(occurred_at, {p0:String}), ((name = 'Order Completed') AND (revenue > 0))))))) AS gaps,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p1:Date}, 3, {p2:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    )
SELECT
    count() AS customers,
    if(customers = 0, 0, countIf(orders = 1) / customers) AS once_share,
    greatest({p3:Float64}, if(sum(length(gaps)) = 0, {p4:Float64}, toFloat64(quantileExactArray(0.9)(gaps)))) AS late_days,
    toTimeZone(toDateTime64(addDays({p5:Date}, 1), 3, {p6:String}), 'UTC') AS ended_at
FROM figures

-- analyze.class.matrix: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC

-- analyze.class.matrix: variation
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    revenue_by_stretch AS
    (
        SELECT
            customer_id,
            toStartOfMonth(toDate(occurred_at, {p4:String})) AS stretch,
            toInt256(sum(revenue) * 10000) AS units
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p5:Date}, 3, {p6:String})) AND (occurred_at < toDateTime64({p7:Date}, 3, {p8:String})) AND (customer_id != 0)
        GROUP BY
            customer_id,
            stretch
    ),
    variation AS
    (
        SELECT
            customer_id,
            sum(units) AS sum_units,
            sum(units * units) AS square_sum
        FROM revenue_by_stretch
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p9:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p10:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(ifNull(sum_units, 0) <= 0, 'Z', ((square_sum * {p11:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p12:Int64})), 'X', ((square_sum * {p13:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p14:Int64})), 'Y', 'Z') AS xyz
        FROM buyers
        LEFT JOIN variation USING (customer_id)
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC

-- analyze.class.matrix: no_complete_stretch
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            'Z' AS xyz
        FROM buyers
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC

-- analyze.class.moves: plain
WITH
    sides AS
    (
        SELECT
            customer_id,
            toString(class) AS was,
            '' AS became
        FROM customer_class_at(at = {p0:DateTime64(3, 'UTC')})
        WHERE scheme = {p1:String}
        UNION ALL
        SELECT
            customer_id,
            '' AS was,
            toString(class) AS became
        FROM customer_class_at(at = {p2:DateTime64(3, 'UTC')})
        WHERE scheme = {p3:String}
    ),
    moves AS
    (
        SELECT
            customer_id,
            max(was) AS left_class,
            max(became) AS reached_class
        FROM sides
        GROUP BY customer_id
    )
SELECT
    left_class,
    reached_class,
    count() AS customers
FROM moves
GROUP BY
    left_class,
    reached_class
ORDER BY
    customers DESC,
    left_class ASC,
    reached_class ASC

-- analyze.class.runs: plain
SELECT
    class_run.computed_at AS computed_at,
    toString(class_run.day) AS day,
    toInt64(limits['customers']) AS customers,
    limits['late_days'] AS late_days,
    limits['once_share'] AS once_share,
    toBool((limits['fixed_frequency']) = 1) AS fixed_frequency,
    toString(toDate(toUInt16(limits['first_day']))) AS first_day,
    toBool((limits['history']) = 1) AS history,
    class_run.changed AS changed
FROM class_run
FINAL
ORDER BY class_run.computed_at DESC
LIMIT {p0:Int64}

-- analyze.class.sizes: plain
WITH
    words AS
    (
        SELECT
            customer_id,
            word.computed_at AS computed_at,
            argMax(toString(word.class), word.weight) AS class
        FROM class_word AS word
        WHERE word.scheme = {p0:String}
        GROUP BY
            customer_id,
            computed_at
    ),
    changes AS
    (
        SELECT
            computed_at,
            class,
            lagInFrame(class, 1, '') OVER (PARTITION BY customer_id ORDER BY computed_at ASC) AS before
        FROM words
    ),
    sides AS
    (
        SELECT
            computed_at,
            arrayJoin([(class, 1), (before, -1)]) AS side
        FROM changes
        WHERE class != before
    )
SELECT
    computed_at,
    side.1 AS class,
    sum(side.2) AS change
FROM sides
WHERE class != ''
GROUP BY
    computed_at,
    class
HAVING change != 0
ORDER BY
    computed_at ASC,
    class ASC

-- analyze.class.tiles: plain
WITH
    scores AS
    (
        SELECT
            customer_id,
            toInt64OrZero(anyIf(toString(class), scheme = 'recency')) AS recency,
            toInt64OrZero(anyIf(toString(class), scheme = 'frequency')) AS frequency
        FROM customer_class
        WHERE scheme IN ('recency', 'frequency')
        GROUP BY customer_id
        HAVING (recency > 0) AND (frequency > 0)
    ),
    spent AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p0:Date}, 3, {p1:String})) AND (customer_id != 0)
        GROUP BY customer_id
    )
SELECT
    recency,
    frequency,
    count() AS customers,
    toInt64(round(sum(ifNull(net, 0)) * 100)) AS revenue_minor
FROM scores
LEFT JOIN spent USING (customer_id)
GROUP BY
    recency,
    frequency
ORDER BY
    recency DESC,
    frequency ASC

-- analyze.class.words: plain
SELECT
    toString(scheme) AS scheme,
    argMax(toString(word.class), word.weight) AS class,
    word.computed_at AS computed_at
FROM class_word AS word
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
GROUP BY
    scheme,
    computed_at
ORDER BY
    computed_at DESC,
    scheme ASC
