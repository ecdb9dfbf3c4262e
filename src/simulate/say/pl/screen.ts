// Polish about screens: app, website.
import type { Lines } from "../tongue.ts";

export const app: Lines = {
  positive: [
    "aplikacja [świetna|bardzo wygodna|szybka|super]",
    "[wszystko zamawiam|zamawiam tylko] w aplikacji, [dwa kliknięcia i gotowe|bardzo wygodne]",
    "[podoba mi się|super jest] [lista życzeń|przymierzanie mebli|skaner] w aplikacji",
    "nowa wersja aplikacji [o wiele lepsza|szybsza|wreszcie wygodna]",
    "aplikacja [wszystko pamięta|wysyła tylko to, co potrzebne], [zero spamu|o to chodziło]",
    "aplikacja [pokazuje meble w moim pokoju|po zdjęciu znajduje rzeczy], [rewelacja|bardzo sprytne]",
  ],
  negative: [
    "aplikacja [wywala się|zawiesza się|zamyka się] [przy koszyku|ciągle|od aktualizacji|przy logowaniu]",
    "[nie mogę|w ogóle nie mogę] się zalogować do aplikacji [od {day_gen}|drugi dzień|od tygodnia]",
    "aplikacja [muli|jest pełna błędów|jest niezrozumiała|nie nadaje się do użytku]",
    "po aktualizacji aplikacja [pokazuje biały ekran|zgubiła listę życzeń|zżera baterię]",
    "[za dużo|po dziesięć dziennie] powiadomień z aplikacji, [{me:usunąłem|usunęłam} ją|{me:odinstalowałem|odinstalowałam}]",
    "aplikacja [nie pokazuje|ukrywa] [zamówienia|koszyk], [po co ona jest|do niczego]",
  ],
  neutral: [
    "[{me:zamawiałem|zamawiałam}|{me:oglądałem|oglądałam}] w aplikacji",
    "{me:zainstalowałem|zainstalowałam} aplikację {on_day}",
    "aplikacja [jak każda inna|ma ciemny motyw]",
    "używam aplikacji na [tablecie|Androidzie]",
  ],
  question: [
    "czy jest [aplikacja na tablet|ciemny motyw w aplikacji]?",
    "jak [wyłączyć powiadomienia|zmienić hasło|usunąć konto] w aplikacji?",
    "na jakich telefonach [działa|chodzi] aplikacja?",
  ],
  sarcastic: [
    "[czapki z głów|brawo], aplikacja wywala się teraz [dwa razy szybciej|zanim się otworzy]",
    "[aplikacja świetnie uczy cierpliwości|uwielbiam patrzeć na kółko ładowania w waszej aplikacji]",
  ],
};

export const website: Lines = {
  positive: [
    "strona [przejrzysta|wygodna|szybka|dobrze zrobiona], [wszystko na swoim miejscu|{me:znalazłem|znalazłam} w minutę]",
    "na stronie [dobre zdjęcia|uczciwe opisy|przydatne filtry]",
    "zamawianie na stronie [bardzo proste|dziecinnie proste]",
    "wyszukiwarka na stronie [znajduje to, o co chodzi|działa świetnie]",
    "[podoba mi się|udany] nowy wygląd strony",
    "na stronie [wszystko wyjaśnione|są wszystkie wymiary], [nie trzeba zgadywać|bardzo pomocne]",
  ],
  negative: [
    "strona [muli|jest nieczytelna|znowu nie działa|jest jak labirynt], [ładuje się wieki|dwa razy {me:zrezygnowałem|zrezygnowałam}]",
    "koszyk na stronie [sam się opróżnił|wszystko zgubił|pokazuje błąd]",
    "na stronie [nie działają filtry|wyszukiwarka jest do niczego|wyszukiwarka znajduje wszystko oprócz tego, co trzeba]",
    "na stronie produktu [złe wymiary|brak wymiarów|trzy niewyraźne zdjęcia]",
    "na stronie jest [„dostępny”|„na stanie”], a [po zamówieniu|po dniu] [anulują|okazuje się, że nie ma]",
    "[wyskakujące okna|banery|reklamy] na stronie [na każdym kroku|co dwa kliknięcia], [nie do zniesienia|{me:zamknąłem|zamknęłam}]",
    "strona [nie działa|skacze] [na telefonie|w Firefoksie|na tablecie]",
  ],
  neutral: [
    "[{me:zamawiałem|zamawiałam}|{me:oglądałem|oglądałam}] na stronie",
    "strona [jak dawniej|ma inny kolor]",
    "najpierw {me:czytałem|czytałam} opinie na stronie",
    "strona [jest w trzech językach|otworzyła się normalnie]",
  ],
  question: [
    "gdzie na stronie jest [instrukcja|tabela rozmiarów|historia zamówień]?",
    "czemu strona [pokazuje inną cenę|każe się logować] [dzisiaj|za każdym razem]?",
    "jak zmienić [e-mail|adres|hasło] na stronie?",
  ],
  sarcastic: [
    "[uwielbiam|kocham] waszą stronę: [dziesięć kliknięć do poduszki|każda podstrona to niespodzianka, zwykle błąd 500]",
    "[sprytne|dobre]: strona opróżniła koszyk i [oszczędziła mi {amount}|uratowała mój portfel]",
  ],
};
