// Polish about people and places: staff, support, store.
import type { Lines } from "../tongue.ts";

export const staff: Lines = {
  positive: [
    "{staff} [bardzo {who:pomógł|pomogła}|cierpliwie wszystko {who:wyjaśnił|wyjaśniła}|{who:znalazł|znalazła} wszystko, czego {me:szukałem|szukałam}][| w sklepie], [świetna obsługa|sprzedawca z powołania]",
    "[miła|uprzejma|kompetentna|uśmiechnięta] obsługa w sklepie, [aż chce się przyjść|sama przyjemność]",
    "[bardzo dziękuję|wielkie dzięki|osobne podziękowania] {staff_dat}[| z działu oświetlenia] za [doradztwo|pomoc]",
    "{staff} z obsługi sklepu {who:pomógł|pomogła} [zanieść wszystko do auta|w wyborze|wszystko zmierzyć]",
    "[personel na medal|sprzedawcy znają się na rzeczy|sprzedawcy zawsze chętni do pomocy], [widać, że lubią swoją pracę|oby takich więcej|brawo]",
    "[nikt niczego nie wciskał|żadnego nacisku], po prostu [dobra|uczciwa] rada sprzedawcy",
  ],
  negative: [
    "[sprzedawca|kasjer|doradca] [był opryskliwy|patrzył w telefon|był zły, że mu przeszkadzam]",
    "[nikt z obsługi|żaden sprzedawca] nie [chciał pomóc|wiedział, gdzie co jest|podszedł]",
    "{minutes} {minutes:minutę|minuty|minut} {me:szukałem|szukałam} [jakiegokolwiek sprzedawcy|doradcy]",
    "pani przy kasie [przewróciła oczami|na mnie nakrzyczała|kompletnie mnie zignorowała]",
    "sprzedawca [wcisnął|sprzedał] mi {it:niewłaściwy|niewłaściwą|niewłaściwe|niewłaściwe} {product_acc}",
    "[niewyszkolony|obojętny|nieuprzejmy] personel, [smutne|tak nie można]",
  ],
  neutral: [
    "[obsługiwał mnie zwykły doradca|sprzedawca pokazał, gdzie jest półka]",
    "sprzedawcy [byli zajęci|ani mili, ani niemili]",
    "{who:obsługiwał|obsługiwała} mnie {staff}",
    "na sali było [dwóch|trzech] sprzedawców",
  ],
  question: [
    "czy {staff} [dalej u was pracuje|pracuje {on_day}]?",
    "czy [projektant|doradca] może [do mnie zadzwonić|przyjechać do domu]?",
    "kto ze sprzedawców [zna się na lampach|pomoże wybrać {product_acc}]?",
  ],
  sarcastic: [
    "[osobne podziękowania|medal] dla doradcy, który na moje pytanie [wskazał palcem sufit|schował się za regałem]",
    "[przepraszam|wybaczcie], że {me:przeszkodziłem|przeszkodziłam} waszym sprzedawcom w kawie",
  ],
};

export const support: Lines = {
  positive: [
    "biuro obsługi [odpisało|odpowiedziało] [w parę minut|po {minutes} {minutes:minucie|minutach|minutach}|w ciągu godziny]",
    "na infolinii [wszystko załatwili od ręki|pomogli za jednym telefonem|bardzo pomogli]",
    "{me:napisałem|napisałam} do obsługi klienta, [wysłali nowe|rozwiązali tego samego dnia|przeprosili]",
    "konsultant na infolinii, {staff}, {who:rozwiązał|rozwiązała} mój problem i [{who:oddzwonił|oddzwoniła}, jak {who:obiecał|obiecała}|{who:był|była} bardzo {who:uprzejmy|uprzejma}]",
    "[świetna|doskonała] infolinia[|, żywy człowiek, a nie robot]",
    "[reklamację potraktowali|zgłoszenie potraktowali] [poważnie|szybko i bez wymówek]",
  ],
  negative: [
    "na infolinię nie można się dodzwonić, {minutes} {minutes:minutę|minuty|minut} [w kolejce|przy tej muzyczce]",
    "{me:wysłałem|wysłałam} [trzy|dwa|cztery] maile do obsługi klienta i [zero odpowiedzi|ani słowa] [od {days} dni|do dziś]",
    "obsługa klienta [odpisuje|odpowiada] [gotowcami|w kółko tym samym tekstem]",
    "bot na czacie [nic nie rozumie|kręci się w kółko], [konsultanta nie można się doprosić|człowieka brak]",
    "na infolinii [rzucili słuchawką|odsyłają od jednego do drugiego]",
    "każdy konsultant mówi [co innego|inaczej]",
    "zgłoszenie zamknęli [bez odpowiedzi|choć nic nie rozwiązali]",
  ],
  neutral: [
    "{on_day} [{me:dzwoniłem|dzwoniłam} na infolinię|{me:pisałem|pisałam} do obsługi klienta]",
    "{me:kontaktowałem|kontaktowałam} się z infolinią [raz|dwa razy]",
    "obsługa klienta [poprosiła o|chciała] [zdjęcia|numer zamówienia]",
    "odpisali [mailem|po dniu], [to normalne|jak zwykle]",
  ],
  question: [
    "[do której|od której] działa infolinia {on_day}?",
    "[czy mogę|jak mogę] porozmawiać z [człowiekiem|konsultantem]?",
    "[jaki jest|gdzie znajdę] numer na infolinię?",
    "[co z moim zgłoszeniem|coś wiadomo o zgłoszeniu] z {day_gen}?",
  ],
  sarcastic: [
    "[piękna muzyka|znam już melodię na pamięć], {minutes} {minutes:minuta|minuty|minut} na infolinii [minęło jak z bicza strzelił|dobrze spędzone]",
    "[dziękuję|dzięki] za automatyczną odpowiedź, [ogrzała mi serce|pięknie niczego nie rozwiązała]",
  ],
};

export const store: Lines = {
  positive: [
    "sklep {in_city} [bardzo przytulny|piękny|jasny i czysty|dobrze urządzony]",
    "[lubię|miło] [zaglądać|zajrzeć] do sklepu {in_city}, [wszystko można dotknąć|świetna atmosfera]",
    "[bez kolejek|kolejek prawie nie ma], [wygodny parking|dobre oznaczenia w sklepie|wszystko w dziesięć minut]",
    "[nowy|odnowiony] sklep {in_city} [super|wygląda świetnie]",
    "{me:odebrałem|odebrałam} zamówienie w sklepie w [dwie minuty|chwilę]",
    "aranżacje pokoi w sklepie [dają pomysły|inspirują]",
  ],
  negative: [
    "kolejka do kasy {in_city} na {minutes} {minutes:minutę|minuty|minut}, [otwarta jedna kasa|dla dwóch osób]",
    "w sklepie {in_city} [bałagan|brudno|ciemno|ciasno|niczego nie można znaleźć]",
    "[nie ma gdzie zaparkować|parking wiecznie pełny] przy sklepie {in_city}",
    "sklep [był zamknięty|zamknęli wcześniej] {on_day}, choć [na drzwiach|na stronie] jest inaczej",
    "[brak cen na połowie półek|puste półki] w sklepie {in_city}",
    "w sklepie {in_city} jest tak [głośno|duszno|tłoczno], że [chce się wyjść|{me:wyszedłem|wyszłam}]",
  ],
  neutral: [
    "[{me:byłem|byłam}|{me:kupowałem|kupowałam}] w sklepie {in_city}",
    "sklep {in_city} jest [w centrum|obok dworca|na dwóch piętrach]",
    "{me:odbierałem|odbierałam} zamówienie w sklepie {on_day}",
    "[sklep się przeniósł|w sklepie jest remont]",
  ],
  question: [
    "czy sklep {in_city} [jest czynny|jest otwarty] {on_day}?",
    "czy {product} {it:jest|jest|jest|są} w sklepie {in_city}[|, żeby zobaczyć]?",
    "[do której|od której] czynny jest sklep {in_city}?",
    "[czy jest parking|gdzie zaparkować] przy sklepie {in_city}?",
  ],
  sarcastic: [
    "jedna kasa na cały sklep, [genialne|jest czas na drzemkę w kolejce]",
    "[escape room, a nie sklep|zakupy z przygodami] {in_city}: [wyjścia ze sklepu {me:szukałem|szukałam} {minutes} {minutes:minutę|minuty|minut}|weźcie kompas]",
  ],
};
