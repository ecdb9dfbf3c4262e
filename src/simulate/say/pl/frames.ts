// Polish around the clauses: openings, closings, greetings, connectors, whole texts about nothing.
import type { Frames } from "../tongue.ts";

export const frames: Frames = {
  opening: {
    positive: [
      "[Jestem bardzo|Naprawdę jestem|Jestem] {me:zadowolony|zadowolona}.",
      "[Wszystko|Generalnie wszystko] [super|w porządku|świetnie|jak najbardziej ok][|, dziękuję].",
      "[Drugie|Trzecie|Piąte] zamówienie w Latarni i [znowu wszystko gra|dalej jestem {me:zadowolony|zadowolona}].",
      "[Jestem mile {me:zaskoczony|zaskoczona}|Miłe zaskoczenie|Nie {me:spodziewałem|spodziewałam} się, a tu tak miło].",
      "[Polecam|Szczerze polecam] ten sklep.",
      "[Żadnych zastrzeżeń|Nie mam się do czego przyczepić|Nie ma na co narzekać].",
      "[Dobre|Świetne|Bardzo dobre] zakupy.",
    ],
    negative: [
      "[Jestem {me:zawiedziony|zawiedziona}|Jestem bardzo {me:niezadowolony|niezadowolona}|Rozczarowanie].",
      "{me:Spodziewałem|Spodziewałam} się [więcej|czegoś lepszego] po Latarni.",
      "[Od lat u was kupuję|Kiedyś {me:lubiłem|lubiłam} ten sklep], a tu [taki wstyd|takie coś|przykra niespodzianka].",
      "[Pierwsze i ostatnie zamówienie|Więcej tu nie zamówię].",
      "[Tak się nie robi|To jest nie do przyjęcia|Nie tak się traktuje klienta].",
      "[Nie wiem, od czego zacząć|No cóż].",
      "[Rzadko piszę opinie|Zwykle się nie skarżę], ale [tym razem muszę|dziś napiszę].",
    ],
    neutral: [
      "[Nic specjalnego|Zwykłe zakupy|Przeciętnie].",
      "[Może być|Jest ok|Tak sobie].",
      "[Kilka uwag|Parę faktów|Tak dla informacji].",
      "[Ani dobrze, ani źle|Tak jak {me:myślałem|myślałam}].",
    ],
    mixed: [
      "[Mam mieszane uczucia|Mieszane wrażenia|Są plusy i minusy].",
      "[Mogło być lepiej, mogło być gorzej|Nie wszystko zagrało].",
      "[Jestem {me:zadowolony|zadowolona} połowicznie|Jest nad czym pracować].",
      "[Trochę dobrze, trochę źle|Pół na pół].",
    ],
  },
  closing: {
    positive: [
      "[Na pewno wrócę|Będę zamawiać dalej|Zamówię jeszcze nie raz].",
      "[Dziękuję|Bardzo dziękuję|Wielkie dzięki][| całej ekipie]!",
      "[Polecam|Gorąco polecam|Pięć gwiazdek|Szczerze polecam każdemu].",
      "[Oby tak dalej|Tak trzymać]!",
      "[Siostra|Sąsiadka|Koleżanka] też już zamówiła.",
    ],
    negative: [
      "[Więcej nie wrócę|Nigdy więcej|Już tu nic nie kupię].",
      "[Nie polecam|Odradzam|Zastanówcie się dwa razy].",
      "[Zróbcie coś z tym|Mam nadzieję, że ktoś to przeczyta|Proszę to naprawić].",
      "[Następnym razem pójdę gdzie indziej|Są inne sklepy].",
      "[Najwyżej dwie gwiazdki|Jedna gwiazdka, i to na wyrost].",
      "[Szkoda|Wielka szkoda|Przykro].",
    ],
    neutral: [
      "[To tyle|To wszystko].",
      "[Zobaczymy|Czas pokaże].",
      "[Może jeszcze zamówię|Może kiedyś wrócę].",
      "[Trójka z plusem|Trzy na pięć].",
    ],
    mixed: [
      "[Trzy gwiazdki|Na razie trzy na pięć].",
      "[Poprawcie to, a wrócę|Dam wam jeszcze jedną szansę].",
      "[Mam nadzieję, że będzie lepiej|Liczę na poprawę].",
      "[Dlatego ocena średnia|Więc trudno ocenić].",
    ],
  },
  bought: [
    "[{me:Kupiłem|Kupiłam}|{me:Zamówiłem|Zamówiłam}|{me:Wziąłem|Wzięłam}] {product_acc} [do nowego mieszkania|dla mamy|dla teściowej|na wesele brata|na urodziny koleżanki].",
    "{me:Zamawiałem|Zamawiałam} {product_acc} [tutaj|w Latarni] [w zeszłym tygodniu|miesiąc temu|dwa tygodnie temu|{on_day}].",
    "[Moje zamówienie|Zamówienie]: {product}, {amount}.",
    "{product} {it:był|była|było|były} [prezentem dla żony|prezentem dla męża|prezentem dla rodziców|na prezent dla córki].",
    "[Urządzamy salon|Niedawno się przeprowadziliśmy|Robimy remont] i trzeba było kupić {product_acc}.",
  ],
  greeting: {
    ticket: [
      "[Dzień dobry|Witam|Dobry wieczór|Szanowni Państwo],",
      "[Dzień dobry|Witam serdecznie|Dobry wieczór].",
      "[Szanowna Latarnio|Drogi zespole],",
    ],
    chat: [
      "[cześć|dzień dobry|hej|witam|dobry wieczór|dobry][|!|,]",
      "[jest tam kto?|hej, szybkie pytanie:|dzień dobry, mam pytanie:|czy to bot?]",
    ],
  },
  about: [
    "[Piszę w sprawie zamówienia|Chodzi o zamówienie|Dotyczy zamówienia|Pytanie do zamówienia] [|nr ]{order}.",
    "[Numer mojego zamówienia to|Numer zamówienia:|Zamówienie] {order}.",
    "[{me:Zamówiłem|Zamówiłam}|{me:Kupiłem|Kupiłam}] {on_day} {product_acc}, zamówienie {order}.",
    "[Jestem waszym klientem od 2021 roku|{me:Kupiłem|Kupiłam} u was {product_acc} {on_day}].",
  ],
  request: {
    positive: [
      "[{me:Chciałem|Chciałam} tylko podziękować|Po prostu {me:chciałem|chciałam}, żebyście wiedzieli].",
      "[Proszę przekazać zespołowi|Proszę przekazać podziękowania].",
      "[Nie trzeba odpisywać|Nie czekam na odpowiedź].",
      "[Jeszcze raz dziękuję|Dziękuję wam]!",
    ],
    negative: [
      "[Proszę o pomoc|Proszę to wyjaśnić|Proszę się tym zająć][| jak najszybciej| jeszcze dziś].",
      "[Co można z tym zrobić|Co Państwo proponują|Co dalej]?",
      "[Oczekuję odpowiedzi|Czekam na odpowiedź|Proszę o odpowiedź] [dzisiaj|w tym tygodniu|do {day_gen}|jak najszybciej].",
      "[Proszę o telefon|Proszę oddzwonić].",
      "[Jak zamierzacie to rozwiązać|Kiedy to zostanie naprawione]?",
      "[W przeciwnym razie rezygnuję|Inaczej proszę anulować zamówienie].",
    ],
    neutral: [
      "[Z góry dziękuję|Z góry dzięki|Dziękuję za pomoc].",
      "[Proszę o informację|Będę {me:wdzięczny|wdzięczna} za odpowiedź|Czekam na odpowiedź].",
      "[Nie ma pośpiechu|To nic pilnego].",
      "[Dziękuję|Dzięki]!",
    ],
    mixed: [
      "[Da się to naprawić|Możecie to sprawdzić]?",
      "[Proszę sprawdzić|Proszę zerknąć].",
      "[Mam nadzieję, że to pomoże|Proszę potraktować to jako wskazówkę].",
      "[Mimo wszystko dziękuję|Tak czy inaczej dziękuję].",
    ],
  },
  farewell: [
    "[Pozdrawiam|Z poważaniem|Serdecznie pozdrawiam][|, {me:Andrzej|Agnieszka}|, {me:Michał|Monika}|, {me:Paweł|Joanna}].",
    "[Miłego dnia|Dobrego dnia]!",
    "Dziękuję, {me:Krzysztof|Barbara}.",
    "{me:Adam|Ewa}",
  ],
  and: [", a do tego ", ". ", ". Poza tym ", " i ", ". Do tego ", ". W dodatku ", "; "],
  but: [", ale ", ". Ale ", ", jednak ", " ale ", ". Z drugiej strony ", ", za to "],
  end: {
    positive: [".", ".", ".", "!", "!", "!!", " :)", " :)"],
    negative: [".", ".", ".", ".", "!", "!!", "...", " :("],
    neutral: [".", ".", "."],
    mixed: [".", ".", "...", "!"],
  },
  tag: {
    positive: [
      "[@latarnia|#latarnia|#latarnia #dom|#wnętrza] [👏|❤️|😊|👍|🔥|🙌]",
      "[Dzięki|Brawo|Dobra robota], @latarnia[| 😊| 👏]",
      "#[nowemieszkanie|wnętrze|remont|domowo] [#latarnia|@latarnia]",
    ],
    negative: [
      "[@latarnia|#latarnia] [🤦|😡|😤|👎|🙄|😞]",
      "[Ktoś jeszcze tak ma|Też tak macie|Tylko ja tak mam], [#latarnia|@latarnia]?",
      "#[porażka|obsługaklienta|nigdywięcej|rozczarowanie] [@latarnia|#latarnia]",
      "[Zróbcie coś|Obudźcie się|Odpiszcie w końcu], @latarnia[| 😡| 🙄]",
    ],
    neutral: [
      "[@latarnia|#latarnia|#dom|#wnętrza]",
      "[Ktoś wie|Wie ktoś], @latarnia?",
      "[#latarnia|@latarnia] [🤔|🙂|👀]",
    ],
    mixed: [
      "[@latarnia|#latarnia] [🤷|😐|🤔]",
      "[@latarnia|#latarnia], [stać was na więcej|jest nad czym pracować]",
      "#[latarnia|zakupy] [🙃|😅]",
    ],
  },
  nothing: {
    survey: [
      "[bez komentarza|Brak uwag|Nie mam nic do dodania|Nic|-|brak|nie mam uwag]",
      "[Bez konkretnego powodu|Tak po prostu|Takie odczucie|Trudno powiedzieć|Jeszcze nie wiem]",
      "[Zobaczymy|Powiem później|Zapytajcie za miesiąc]",
    ],
    review: [
      "[{me:Kupiłem|Kupiłam} {product_acc} za {amount}|{product} jak na zdjęciu|{product}, na razie jedno zamówienie].",
      "[Na razie nie ma o czym pisać|Dopiszę później|Za wcześnie, żeby oceniać].",
    ],
    ticket: [
      "[Dzień dobry|Witam]. [Proszę o telefon|Proszę o kontakt|Chcę porozmawiać z konsultantem] w sprawie zamówienia {order}.",
      "[Proszę potwierdzić, że moja wiadomość dotarła|Czy dostaliście moją ostatnią wiadomość]? Zamówienie {order}.",
    ],
    chat: [
      "[cześć|dzień dobry|hej|jest tu ktoś?|halo??|test]",
      "[jesteście|jest tam ktoś|dzień dobry, mam pytanie]",
      "[ok|ok dzięki|jasne|chwileczkę|dziękuję, do widzenia]",
    ],
    social: [
      "[Nowy tydzień, czas odświeżyć mieszkanie|Myślę o kupnie {product_gen}|Dziś praca z domu] #latarnia",
      "[{me:Przechodziłem|Przechodziłam} obok|Dziś {me:byłem|byłam} obok] @latarnia {in_city}",
      "[Widzieliście reklamę|Kto jeszcze obserwuje] @latarnia?",
    ],
  },
};
