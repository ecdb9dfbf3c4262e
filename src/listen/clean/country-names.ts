// ISO 3166: alpha-2 with alpha-3 of every country, and what else people call countries and currencies.

/** Alpha-2 and alpha-3 in one word. */
export const isoCountries =
  "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD " +
  "BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN " +
  "CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU " +
  "DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB " +
  "GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG " +
  "HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN " +
  "KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU " +
  "LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR " +
  "MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL " +
  "OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB " +
  "RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP " +
  "SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN " +
  "TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF " +
  "ZMZMB ZWZWE XKXKX";

/** Names that Unicode's tables do not have, in any case and alphabet. */
export const countryAliases: Readonly<Record<string, string>> = {
  ...{ UK: "GB", "Great Britain": "GB", England: "GB", Scotland: "GB", Wales: "GB", EIRE: "IE", Britain: "GB" },
  ...{ Англия: "GB", "Соединенное Королевство": "GB", Anglia: "GB", Szkocja: "GB", "Zjednoczone Królestwo": "GB" },
  ...{ America: "US", "United States of America": "US", США: "US", Америка: "US", "Соединенные Штаты Америки": "US" },
  ...{ "Stany Zjednoczone Ameryki": "US", Ameryka: "US", Россия: "RU", РФ: "RU", "Российская Федерация": "RU" },
  ...{ "Russian Federation": "RU", "Federacja Rosyjska": "RU", "Belarus’": "BY", Белоруссия: "BY", Belorussia: "BY" },
  ...{ "Republic of Belarus": "BY", "Республика Беларусь": "BY", "Республика Казахстан": "KZ", Киргизия: "KG" },
  ...{ Kyrgyzstan: "KG", Молдавия: "MD", Moldavia: "MD", "Czech Republic": "CZ", "Republika Czeska": "CZ" },
  ...{ Чешская: "CZ", "Чешская Республика": "CZ", Holland: "NL", Голландия: "NL", Holandia: "NL", Deutschland: "DE" },
  ...{ "Rzeczpospolita Polska": "PL", RP: "PL", "Republic of Poland": "PL", Україна: "UA", Ukraina: "UA" },
  ...{ "South Korea": "KR", "Korea, Republic of": "KR", Корея: "KR", "Южная Корея": "KR", Korea: "KR" },
  ...{ "Viet Nam": "VN", ОАЭ: "AE", UAE: "AE", Emirates: "AE", КНР: "CN", PRC: "CN", ZEA: "AE", Türkiye: "TR" },
  ...{ Turkey: "TR", Macedonia: "MK", Burma: "MM", "Ivory Coast": "CI", Swaziland: "SZ", España: "ES", Italia: "IT" },
  ...{ Österreich: "AT", Schweiz: "CH", Suisse: "CH", Belgique: "BE", Magyarország: "HU", Україну: "UA" },
};

interface CurrencyAlias {
  readonly code: string;
  /** Others are written so too. */
  readonly guessed?: true;
}

const signs = (code: string, text: string): Record<string, CurrencyAlias> =>
  Object.fromEntries(text.split(" ").map((sign) => [sign, { code }]));

const shared = (code: string, text: string): Record<string, CurrencyAlias> =>
  Object.fromEntries(text.split(" ").map((sign) => [sign, { code, guessed: true as const }]));

/** Signs, short forms and former codes, in lower case. */
export const currencyAliases: Readonly<Record<string, CurrencyAlias>> = {
  ...signs("EUR", "€ euro евро eur. eu"),
  ...signs("RUB", "₽ rur руб руб. р р. рубль рубли рублей rubel ruble rubles"),
  ...signs("PLN", "zł zl złoty złotych zloty злотый злотых plz"),
  ...signs("UAH", "₴ грн грн. гривна гривня hrywna"),
  ...signs("KZT", "₸ тг тенге"),
  ...signs("CZK", "kč kc"),
  ...signs("TRY", "₺ tl"),
  ...signs("INR", "₹ rs rs."),
  ...signs("ILS", "₪"),
  ...signs("BYN", "byr br бел.руб"),
  ...signs("GEL", "₾"),
  ...signs("VND", "₫"),
  ...signs("KRW", "₩"),
  ...shared("USD", "$ us$ dollar dollars доллар доллары долларов dolar dolary"),
  ...shared("GBP", "£ pound pounds фунт funt"),
  ...shared("JPY", "¥ yen йена jen"),
  ...shared("CHF", "fr fr. franc франк frank"),
};
