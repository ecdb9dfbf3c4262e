// Polish about money: payment, price, loyalty.
import type { Lines } from "../tongue.ts";

export const payment: Lines = {
  positive: [
    "płatność [poszła szybko|zajęła dziesięć sekund|bez problemu][| BLIKIEM| kartą| przez Apple Pay]",
    "[dużo|mnóstwo] sposobów płatności, [nawet raty|jest i BLIK|można nawet przy odbiorze]",
    "{me:zapłaciłem|zapłaciłam} [za pierwszym razem|jednym kliknięciem]",
    "[wygodna|świetna jest ta] płatność jednym kliknięciem, [nie trzeba wpisywać numeru karty|karta zapisana i gotowe]",
    "faktura [przyszła|była w skrzynce] zaraz po płatności",
    "raty [przyznali w minutę|załatwione bez papierów]",
  ],
  negative: [
    "płatność [nie przeszła|została odrzucona] [trzy razy|dwa razy|raz za razem|na ostatnim kroku]",
    "[nie {me:mogłem|mogłam}|nie dało się] zapłacić [kartą|BLIKIEM|przez Apple Pay], [sam błąd za błędem|strona się zawiesiła]",
    "[pobrali mi pieniądze|ściągnęli kwotę] [dwa razy|podwójnie] za [jedno zamówienie|zamówienie {order}]",
    "pieniądze [zeszły z konta|pobrane], a zamówienie [anulowane|nieopłacone|nie istnieje]",
    "formularz płatności [mnie wyrzucił|wszystko skasował|się zawiesił] [na ostatnim kroku|po kodzie z banku]",
    "[nie da się zapłacić|brak płatności] [przez PayPal|przez Apple Pay|przelewem], [w dzisiejszych czasach|serio]",
    "faktura jest [błędna|na kogoś innego], [{me:pisałem|pisałam} dwa razy|{me:prosiłem|prosiłam} już trzy razy]",
  ],
  neutral: [
    "{me:płaciłem|płaciłam} [kartą|BLIKIEM|przelewem|przy odbiorze]",
    "płatność [kartą|BLIKIEM], [jak zawsze|jak zwykle]",
    "płatność zaksięgowali {on_day}",
    "tym razem {me:wziąłem|wzięłam} na raty",
  ],
  question: [
    "czy można zapłacić [na raty|przy odbiorze|przelewem|kartą podarunkową]?",
    "[czy mogę prosić o fakturę|gdzie znajdę fakturę] do zamówienia {order}?",
    "czy [doszła|dotarła] moja płatność na {amount}?",
    "jakie [karty|metody płatności] przyjmujecie?",
  ],
  sarcastic: [
    "[genialne|cóż za pomysł]: sklep, w którym [nie da się zapłacić|płaci się za czwartym razem]",
    "[jak miło|to bardzo hojne] z waszej strony, że obciążyliście mi kartę dwa razy",
  ],
};

export const price: Lines = {
  positive: [
    "[dobry|świetny|bardzo dobry] stosunek ceny do jakości",
    "{amount} za {it:taki|taką|takie|takie} {product_acc} to [okazja|prawie za darmo|uczciwa cena]",
    "[taniej|dużo taniej|wyraźnie taniej] niż [gdzie indziej|w innych sklepach|u konkurencji]",
    "{me:kupiłem|kupiłam} {product_acc} [na wyprzedaży|w promocji], {percent} taniej, [super|cieszę się]",
    "ceny [przyzwoite|rozsądne|całkiem w porządku|przyjemne]",
    "darmowa dostawa od 100 zł: [miła oszczędność|jeszcze bardziej się opłaca]",
  ],
  negative: [
    "[za|zdecydowanie za|o wiele za] drogo [jak na coś takiego|ostatnio|dla zwykłych ludzi]",
    "{amount} za {product_acc} to [kpina|przesada|zdzierstwo|gruba przesada]",
    "ceny poszły w górę [o {percent}|znowu|kolejny raz], [a lepiej nie jest|nie wiadomo czemu]",
    "dzień po zakupie cena [spadła o {percent}|była niższa o {fee}]",
    "[w innym sklepie|w internecie] to samo jest o {fee} taniej",
    "„{percent} taniej” to [ściema|oszustwo], [najpierw podnieśli cenę|tydzień temu kosztowało tyle samo]",
    "wysyłka za {fee} [zjada całą oszczędność|to zdzierstwo|odbiera sens zakupu]",
  ],
  neutral: [
    "ceny [średnie|jak wszędzie|zwyczajne]",
    "{me:zapłaciłem|zapłaciłam} {amount}[| za całość| z wysyłką]",
    "[cena to|kosztowało] {amount}",
    "ani tanio, ani drogo",
  ],
  question: [
    "czy cena {amount} [jest ostateczna|obowiązuje do {day_gen}|jest taka sama w sklepie]?",
    "kiedy [będzie|zaczyna się] następna wyprzedaż?",
    "ile kosztuje wysyłka[| {product_gen}| do Berlina]?",
    "czy jest rabat [przy większym zamówieniu|dla firm|dla seniorów]?",
  ],
  sarcastic: [
    "{amount}? [za tyle powinno jeszcze gotować obiad|prawdziwa okazja dla milionerów]",
    "[dziękuję za|uwielbiam] „wyprzedaż”, w której wszystko jest o {fee} droższe niż tydzień temu",
  ],
};

export const loyalty: Lines = {
  positive: [
    "[super jest ta|bardzo dobra jest] karta stałego klienta, [punkty szybko rosną|{me:zaoszczędziłem|zaoszczędziłam} {fee}]",
    "część {me:zapłaciłem|zapłaciłam} punktami, [{fee} mniej|miła sprawa]",
    "[kupon na urodziny|{percent} rabatu dla stałych klientów]: [miły gest|miła niespodzianka]",
    "klub klienta [naprawdę się opłaca|jest tego wart], [zniżki i wcześniejsze wyprzedaże|punkty nie są na niby]",
    "punkty naliczyli [od razu|zaraz po zakupie]",
    "[miło|dobrze], że stali klienci coś z tego mają",
  ],
  negative: [
    "punkty [przepadły|zniknęły|wygasły] [z dnia na dzień|bez ostrzeżenia|w zeszłym miesiącu]",
    "[nie naliczyli punktów|punktów nie ma] za zamówienie {order}",
    "[program lojalnościowy|klub klienta] to [żart|pusta nazwa|tylko zbieranie danych]",
    "kupon [nie działa|odrzucili przy kasie|nie obejmuje wyprzedaży]",
    "trzeba [tysiąca|5000] punktów, żeby dostać {fee}, [serio|śmiechu warte]",
    "nowi klienci mają {percent} rabatu, a [ja za wierność nic|stali zero]",
    "karty klienta [znowu|już trzeci raz] nie dało się [zeskanować|znaleźć]",
  ],
  neutral: [
    "mam [kartę stałego klienta|kartę klubową] od roku",
    "na karcie mam [około 300|kilkaset] punktów",
    "tym razem [{me:wykorzystałem|wykorzystałam} punkty|nie {me:używałem|używałam} punktów]",
    "{me:zapisałem|zapisałam} się do klubu {on_day}",
  ],
  question: [
    "ile mam punktów na [karcie|koncie]?",
    "[kiedy|po jakim czasie] wygasają punkty?",
    "[czy|jak] mogę wykorzystać [kupon|punkty] [online|w sklepie]?",
    "jak [zapisać się do klubu|dostać kartę stałego klienta]?",
  ],
  sarcastic: [
    "[wow|no proszę], 3 punkty za {amount}, [wnuki uzbierają na kubek|mogę iść na emeryturę]",
    "[dziękuję za|doceniam] kupon, który nie działa na nic",
  ],
};
