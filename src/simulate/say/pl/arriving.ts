// Polish about what comes and goes back: delivery, packaging, returns.
import type { Lines } from "../tongue.ts";

export const delivery: Lines = {
  positive: [
    "[paczka przyszła|zamówienie dotarło] [dzień wcześniej|już następnego dnia|przed czasem|w {few} {few:dzień|dni|dni}]",
    "dostawa [bardzo|naprawdę|wyjątkowo|zaskakująco] szybka",
    "{me:zamówiłem|zamówiłam} [wieczorem|w południe|{on_day}], a [rano|następnego dnia] kurier był już pod drzwiami",
    "kurier [zadzwonił wcześniej|przyjechał punktualnie] i [wniósł wszystko na trzecie piętro|był bardzo uprzejmy]",
    "[wysłane|nadane] [tego samego dnia|po paru godzinach], paczkę było widać [na każdym etapie|na mapie]",
    "{product_acc} przywieźli [dokładnie w wybranym dniu|{on_day}, tak jak obiecali]",
    "[super|podoba mi się], że można wybrać paczkomat, wszystko było tam po {few} {few:dniu|dniach|dniach}",
    "[śledzenie przesyłki co do minuty|kurier zmieścił się w podanej godzinie]",
  ],
  negative: [
    "paczka szła {days} dni[ zamiast dwóch|, choć obiecali trzy| z sąsiedniego miasta]",
    "[ciągle czekam|dalej czekam|gdzie jest moja paczka? czekam] na {product_acc} już {days} dni",
    "kurier [nie zadzwonił|nawet nie zadzwonił do drzwi] i [zostawił awizo|zabrał paczkę z powrotem|wpisał, że nikogo nie było]",
    "termin dostawy [przekładali|przełożyli] [dwa razy|trzy razy|w kółko] [bez słowa wyjaśnienia|i nikt nie uprzedził]",
    "śledzenie przesyłki [stoi w miejscu od {days} dni|od {day_gen} pokazuje „w drodze”|nic nie pokazuje]",
    "zamówienie [trafiło pod zły adres|dostał jakiś sąsiad|leżało pod drzwiami na deszczu]",
    "{me:siedziałem|siedziałam} w domu cały dzień {on_day}, [nikt nie przyjechał|a kuriera ani śladu]",
    "dostawa [jest ostatnio strasznie wolna|do naszego regionu się wlecze|jest dużo wolniejsza niż rok temu]",
    "połowy zamówienia [brakuje|nie dowieźli|nie ma, zginęła po drodze]",
  ],
  neutral: [
    "[przywieźli|dostarczyli] w {few} {few:dzień|dni|dni}[| kurierem| do paczkomatu]",
    "paczka przyszła {on_day}, [zgodnie z zapowiedzią|w podanym terminie]",
    "[{me:odebrałem|odebrałam} z paczkomatu|tym razem {me:wybrałem|wybrałam} kuriera]",
    "dostawa [ani szybka, ani wolna|jak wszędzie]",
  ],
  question: [
    "kiedy [dotrze|przyjdzie] {product}?",
    "[czy mogę|jak mogę] zmienić adres dostawy [zamówienia {order}|przed wysyłką]?",
    "czy dostarczacie [{on_day}|w soboty|wieczorem|do Niemiec|za miasto]?",
    "[jaki kurier wiezie|kto dostarcza] zamówienie {order}?",
    "[czy mogę prosić o|dostanę] numer do śledzenia [paczki|przesyłki]?",
  ],
  sarcastic: [
    "[brawo|gratulacje|niezła prędkość], paczka jest „już prawie u mnie” od {days} dni",
    "[błyskawiczna|ekspresowa] dostawa, tylko {days} dni na dziesięć kilometrów",
    "[uwielbiam|cóż za radość] siedzieć cały dzień w domu dla kuriera, który nie przyjedzie",
  ],
};

export const packaging: Lines = {
  positive: [
    "wszystko było [dobrze|bardzo starannie|pięknie|bezpiecznie] zapakowane",
    "{product} {it:przyjechał|przyjechała|przyjechało|przyjechały} w [mocnym|solidnym] kartonie z [wypełnieniem|folią bąbelkową], ani jednej rysy",
    "[ładne|śliczne] opakowanie[|, jak prezent|, aż szkoda otwierać]",
    "[zero plastiku|papier zamiast plastiku], [to mi się podoba|wielki plus|nareszcie]",
    "nawet szkło [dojechało całe|przetrwało]: [tak dobrze owinięte|trzy warstwy folii]",
    "karton [łatwo się otwiera|otwiera się bez noża] i [przyda się jeszcze raz|nadaje się na zwrot]",
  ],
  negative: [
    "karton był [zgnieciony|podarty|mokry|otwarty|cały w taśmie]",
    "w środku [prawie żadnego|żadnego|ani trochę] wypełnienia, wszystko latało",
    "{product} {it:przyjechał|przyjechała|przyjechało|przyjechały} w [ogromnym|gigantycznym] kartonie [pełnym powietrza|wypchanym plastikiem]",
    "opakowanie było [rozerwane|brudne|uszkodzone], [wszystko było widać|zawartość wystawała]",
    "[tyle|stanowczo za dużo|cała góra] folii [na jedną małą rzecz|i styropianu], [komu to potrzebne|po co]",
    "zapakowane tak [źle|byle jak|niedbale], że [róg jest wgnieciony|ucho się obtłukło|krawędź jest porysowana]",
    "przez {minutes} {minutes:minutę|minuty|minut} {me:rozcinałem|rozcinałam} taśmę nożem",
  ],
  neutral: [
    "[zwykły|szary|brązowy] karton",
    "[zapakowane w papier i folię|karton średniej wielkości]",
    "[standardowe opakowanie|karton jak karton], [nic więcej|jak zawsze]",
    "{product} {it:przyszedł|przyszła|przyszło|przyszły} w dwóch kartonach",
  ],
  question: [
    "czy można [zapakować na prezent|owinąć w papier ozdobny zamówienie {order}]?",
    "jak duży jest karton [od {product_gen}|zamówienia {order}]?",
    "[czy mogę oddać karton kurierowi|zabieracie stare kartony]?",
    "czy opakowanie [nadaje się do recyklingu|jest z papieru]?",
  ],
  sarcastic: [
    "[wspaniały|genialny] pomysł, żeby szkło wysłać w papierowej torebce",
    "[dziękuję za|uwielbiam] origami, które kiedyś było kartonem",
  ],
};

export const returns: Lines = {
  positive: [
    "zwrot [był prosty|poszedł bez problemu|to była chwila]",
    "pieniądze [oddali|zwrócili] w {few} {few:dzień|dni|dni}[| od odesłania]",
    "{product_acc} wymienili na inny kolor [bez pytań|w pięć minut|od ręki]",
    "etykieta zwrotna była w kartonie, [nakleić i do paczkomatu|wszystko przemyślane]",
    "pieniądze za zwrot przyszły [szybciej, niż {me:myślałem|myślałam}|zanim go rozpakowali]",
    "60 dni na zwrot: [bardzo uczciwie|super|to jest podejście do klienta]",
  ],
  negative: [
    "{me:odesłałem|odesłałam} {product_acc} {days} dni temu i [dalej nie mam pieniędzy|pieniędzy nie widać]",
    "[zwrot czegokolwiek|zwrot towaru] u was to [koszmar|droga przez mękę|stanowczo za dużo zachodu]",
    "[odmówili|nie przyjęli] zwrotu [przez otwarty karton|przez brak naklejki|bez podania przyczyny]",
    "za przesyłkę zwrotną {me:zapłaciłem|zapłaciłam} {fee}, choć [błąd był po ich stronie|to ich wina]",
    "formularz zwrotu [ma trzy strony|pyta o wszystko oprócz numeru buta|nie daje się wydrukować]",
    "za zwrot [oddali tylko część pieniędzy|oddali o {fee} mniej]",
    "reklamację [zamknęli|odrzucili] [bez słowa|nawet nie oglądając]",
  ],
  neutral: [
    "{me:zwróciłem|zwróciłam} [jedną rzecz|część zamówienia], [zły rozmiar|nie pasował kolor]",
    "zwrot [zajął|trwał] {few} {few:dzień|dni|dni}",
    "zwroty są [przez paczkomat|kurierem albo w sklepie]",
    "{me:wymieniłem|wymieniłam} {product_acc} na [większy rozmiar|jaśniejszy kolor]",
  ],
  question: [
    "jak [zwrócić|odesłać] {product_acc}[|, kolor nie pasuje]?",
    "ile mam dni na zwrot[| zamówienia {order}]?",
    "czy mogę zwrócić [zakup|zamówienie] w sklepie {in_city}?",
    "kiedy [dostanę|wrócą] pieniądze [za zwrot|za zamówienie {order}]?",
  ],
  sarcastic: [
    "[szacunek|czapki z głów]: formularz zwrotu [dłuższy niż moja praca magisterska|tylko dla prawników]",
    "[super|cudownie], moje pieniądze za zwrot pojechały na wakacje, {days}. dzień ich nie ma",
  ],
};
