-- What people may be asked to agree to, and by which channels. `basis` is the legal ground: where it is consent nobody
-- is reached who did not agree, where it is legitimate interest everybody who did not object, where it is a contract
-- everybody. The ledger of what was said stands in ClickHouse.
CREATE TABLE consent_purpose (
  id text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]{0,39}$'),
  names jsonb NOT NULL,
  descriptions jsonb NOT NULL,
  basis text NOT NULL CHECK (basis IN ('consent', 'legitimate_interest', 'contract')),
  channels text[] NOT NULL,
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT true
);

INSERT INTO consent_purpose (id, position, basis, channels, names, descriptions) VALUES
('marketing', 1, 'consent', '{email,sms,phone,push,messenger,post,ads}',
 '{"en": "News and offers", "ru": "Новости и предложения", "pl": "Nowości i oferty"}',
 '{"en": "We tell you about new products, offers and events.", "ru": "Мы рассказываем о новинках, предложениях и событиях.", "pl": "Informujemy o nowościach, ofertach i wydarzeniach."}'),
('personalization', 2, 'consent', '{email,push,messenger,web,ads}',
 '{"en": "Personal recommendations", "ru": "Персональные рекомендации", "pl": "Indywidualne rekomendacje"}',
 '{"en": "We choose what we show you by what you viewed and bought.", "ru": "Мы подбираем то, что показываем, по вашим просмотрам и покупкам.", "pl": "Dobieramy to, co pokazujemy, do tego, co oglądasz i kupujesz."}'),
('analytics', 3, 'consent', '{web}',
 '{"en": "Statistics of use", "ru": "Статистика использования", "pl": "Statystyki korzystania"}',
 '{"en": "We measure how our sites and apps are used, to make them better.", "ru": "Мы измеряем, как пользуются нашими сайтами и приложениями, чтобы улучшать их.", "pl": "Mierzymy, jak korzysta się z naszych stron i aplikacji, aby je ulepszać."}'),
('enrichment', 4, 'consent', '{web}',
 '{"en": "Additional data and profiling", "ru": "Дополнение данных и профилирование", "pl": "Uzupełnianie danych i profilowanie"}',
 '{"en": "We complete what we know about you from other sources and draw conclusions from it.", "ru": "Мы дополняем сведения о вас из других источников и делаем из них выводы.", "pl": "Uzupełniamy wiedzę o Tobie z innych źródeł i wyciągamy z niej wnioski."}'),
('sharing', 5, 'consent', '{web,ads}',
 '{"en": "Sharing with partners", "ru": "Передача партнёрам", "pl": "Przekazywanie partnerom"}',
 '{"en": "We pass data about you to our partners for their own purposes.", "ru": "Мы передаём данные о вас партнёрам для их собственных целей.", "pl": "Przekazujemy dane o Tobie partnerom do ich własnych celów."}'),
('service', 6, 'contract', '{email,sms,phone,push,messenger,post,web}',
 '{"en": "Service messages", "ru": "Сервисные сообщения", "pl": "Wiadomości serwisowe"}',
 '{"en": "About your orders, your account and your safety. They need no consent.", "ru": "О ваших заказах, учётной записи и безопасности. Согласие не требуется.", "pl": "O Twoich zamówieniach, koncie i bezpieczeństwie. Nie wymagają zgody."}');

-- What a category that a site, an app or a file speaks of means here. Targets are {purpose, channel}; a channel of null
-- is every channel of the purpose; no target at all is a category that means nothing here.
CREATE TABLE consent_category (
  category text PRIMARY KEY CHECK (category = lower(category)),
  targets jsonb NOT NULL
);

INSERT INTO consent_category (category, targets) VALUES
('advertising', '[{"purpose": "marketing", "channel": "ads"}, {"purpose": "sharing", "channel": "ads"}]'),
('targeting', '[{"purpose": "marketing", "channel": "ads"}, {"purpose": "sharing", "channel": "ads"}]'),
('c0004', '[{"purpose": "marketing", "channel": "ads"}, {"purpose": "sharing", "channel": "ads"}]'),
('performance', '[{"purpose": "analytics", "channel": "web"}]'),
('statistics', '[{"purpose": "analytics", "channel": "web"}]'),
('c0002', '[{"purpose": "analytics", "channel": "web"}]'),
('functional', '[{"purpose": "personalization", "channel": "web"}]'),
('c0003', '[{"purpose": "personalization", "channel": "web"}]'),
('newsletter', '[{"purpose": "marketing", "channel": "email"}]');

-- Counts the changes of the two tables above: the analytics engine keeps the newest that is carried over to it.
CREATE TABLE consent_revision (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  revision bigint NOT NULL DEFAULT 1
);
INSERT INTO consent_revision DEFAULT VALUES;

-- What preference links are signed with. The newest signs; one that is refused lets no link through any more.
CREATE TABLE consent_secret (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  secret text NOT NULL DEFAULT gen_random_uuid()::text || gen_random_uuid()::text,
  created_at timestamptz NOT NULL DEFAULT now(),
  refused_at timestamptz
);
INSERT INTO consent_secret DEFAULT VALUES;
