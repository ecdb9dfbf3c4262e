// The commonest passwords of ten characters and more (out of public lists of leaked ones), in lower case.

const listed = `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 123456789q q123456789
1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 q1w2e3r4t5 qwertyuiop qwerty1234 qwerty12345 qwerty123456
qwertyuiop123 1234qwerasdf 123qweasdzxc asdfghjkl123 zxcvbnm123 password12 password123 password1234 password12345
password123456 passw0rd12 passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123 p@ssword1234 mypassword letmein123
letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 iloveyou12 iloveyou123 iloveyou1234
football123 baseball123 basketball superman123 spiderman123 princess123 sunshine123 dragon1234 monkey1234
changeme123 changeit123 administrator admin12345 admin123456 admin@1234 adminadmin adminadmin1 administrator1
rootroot12 default123 test123456 testtest123 testtest12 abcdefghij abcdefg123 abcd123456 abc1234567 abc123456789
a1b2c3d4e5 aa12345678 liverpool1 manchester manchester1 christopher trustno1234 whatever123 computer123
internet123 samsung123 google1234 facebook123 hello12345 hellohello summer2024 summer2025 summer2026 winter2024
winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026 password2024 password2025 password2026
kompas1234 kompas12345 kompas2026 kompaskompas йцукенгшщз йцукен12345 пароль12345 пароль123456 haslo12345
haslo123456 polska1234 polska12345 zaqwsxcde123 147258369a 1472583690 1111122222 1122334455 11223344556677
qazwsxedcrfv qazwsxedc123 1234554321 123454321a 12341234123 1231231234 123123123123 123321123321 5555555555`;

const common: ReadonlySet<string> = new Set(listed.split(/\s+/));

/** Whether a password is among the first that anybody tries. */
export function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  return common.has(plain) || new Set(plain).size <= 3;
}
