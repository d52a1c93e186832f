namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>
/// How common it is in a language that one letter follows another: what tells a right decoding from a wrong one.
/// </summary>
/// <remarks>
/// Counted on five million letters each of Russian prose and of Arabic and Persian books. A digit is the cost of a pair in
/// bits, <c>-log2 P(second | first)</c>, at most 15. Row and column 0 stand for whatever is no letter, so that beginnings and
/// ends of words count too.
/// </remarks>
internal sealed class LetterPairs
{
    private readonly sbyte[] _positions = new sbyte[0x700];
    private readonly string[] _costs;

    private LetterPairs(string letters, params string[] costs)
    {
        _costs = costs;
        for (var at = 1; at < letters.Length; at++)
        {
            _positions[letters[at]] = (sbyte)at;
        }
    }

    public static LetterPairs Russian { get; } = new(" абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        "f653545654d465343534587958bfff6b6f",
        "2e6575664974344c65449868668fffd65f",
        "54b7ba3bd4f74863c47b4f8c9b6728ca5e",
        "33caa73f64f8585376476faa96ba48ff7d",
        "44dad45ff4f74a61f49a5fff9cfdffffff",
        "53a5b938a3f6584384674e9798f955da6c",
        "2a6555566956443864449b77667ffff88b",
        "538f9319f3f6aa38fb9b5ffb8ffcf8ebfc",
        "31645457a5f76635c69a5ffc9bf956f96f",
        "28757558565544488654ca56578fffc75f",
        "0fbdc6afbdf78858ca45fcd976cfffdfef",
        "32e7fc69b3fb6d52e4764ee9ccfbffceff",
        "33ba8937b3f78c739f595dcf8dfb63e55b",
        "239c8e3fd3f87843798b4cfb9cba589d6b",
        "42bb973bb3f7ef42e9765ad78b9b46f85d",
        "2e544456675644496444a98a679fffb77e",
        "84ffff3ff5f85e7182a85cca9cdf67ed6c",
        "52877637a3f797629a764a8987ad56d85d",
        "4595b84bb5f3465458626b8a79fa74e848",
        "33b4d93ed4f78a6294695cc98cca53e97d",
        "295544746a85446c5544ea6a557fffb59f",
        "437caf3fc2fb5893f37657ffb9ff75b9af",
        "14f5ce7ff5fd5752d6886fefdaf9ffcfff",
        "32b6bf2ff3f5cad4ee9c4efbecfb4cfdbf",
        "53fcff2ff3f59c47f8c24ffbc7fff6fffa",
        "63d8ff2ff2f449459ad75eedfcfdf4ebfa",
        "73fbff1ff2ffff6bf9ff5ffffffff7fff8",
        "1dddbd2dd9dbdbdddddbddddddddddd52d",
        "2f6477498a36346f7655cf4a65afffffaf",
        "1f79895e77f4f64abf47fbc785affef55c",
        "7db987df8f75576f7680f87cfaffffcfff",
        "1c4b94b89ec8776eb654fc98664fffe8ef",
        "1f8675775a86565f9854fd687a7ffff77f",
        "1c9788c87cc6554c7574ccaac7accccacc");

    public static LetterPairs Arabic { get; } = new(" ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ",
        "ff64f6e34f58666576656798a5746554553f576e6",
        "0eeeeee7c66eeeeeeeeeeeeeeeeee89a856abeeee",
        "7deeee9e4a56aa4674656addee75b954255e4bdd7",
        "6ffccfbf57566556748465878576565326484ffff",
        "5cccccc389558c646494cacacccb7523646b4cccc",
        "effeffff6f887667369577989687681529df5ffff",
        "4eeeeee4545a77a454768897d5a65534545d3eeee",
        "26ffbf6d5869778594557888a6967725366f5cdd9",
        "3eb7c9a37659867584867897c5796656435a3abf7",
        "0ffffffcfffffffffffffffffffffffffffffffff",
        "2fc7afb4597a6566948667878576565554464cffa",
        "3ff9efd3556affbaf3fccffef98b593356593ffff",
        "4fe9ff92565aa8e49456aefff597ba43444a4fff8",
        "3ffffff346476cf4847476687ff6555467493fffd",
        "4fffffc3594e8ff553766675eef6ec35583c4fcfc",
        "1cd9ffa37568a877f3b67ffff7c7785554483eee7",
        "4fffcfa2677f9d9ec4fe7ffff9e9943863593ffff",
        "2a87af9355596774c9857969f78566a665474c9f7",
        "189bdfa3678e8875e5b98ffdf6a88754455a3abf8",
        "3fe7afa3562f8767c499bff6f6d67644454847ffa",
        "3dd7bf83584f7984b4d78cf9c586548455583fff9",
        "4ffffff3467ff484f3efe8f7f6648b3656384fefc",
        "2fecefa3566f7587f3fccfb6f488c94574463ffff",
        "3be7cf73357db8baf3d89ff9f5956b3656484bffd",
        "3eeeeed3757eeeeee2eebeeee9e5e94343694eeee",
        "3ffffff355576ff4846767676ff7682445594ffff",
        "3feffff3555bcff573578767fff6ca4457592fdcd",
        "3ec696a4854c8787848577697598565765582fffb",
        "3ffeffe3454dfaf394b67566a6f69a4775474fefe",
        "2fa7ecc357568ac774756dcbe9c7aa44334b4eebf",
        "3e85b6a456576566668567979565545354544fefc",
        "2fca8fa37657768584856688a588765735594b9b9",
        "1ffcefa4665a7794987667a877a676b674584b9e6",
        "1dff9ff3788f8ff654888f9dfffaa963695a5effd",
        "3aa5f7a358596674846567789686564545884ccea",
        "0ffffffefffffffffffffffffffffffffffffffff",
        "28f9af946468777494656878a6866655356d6f9f9",
        "7eeeeee2ee9eee8672b45eeeeeeeec7a454e2ee99",
        "5eeeeee5be9deecbe4d94eeeeeaba7a6321e49ee7",
        "39999993697999629679799999999794535957992",
        "4fffcfd39fafaff752664ffffff4ff46643f4ffcc");

    /// <returns>The letter's number, from 1, or 0 for what is no small letter of the language.</returns>
    public int Position(char letter) => letter < _positions.Length ? _positions[letter] : 0;

    /// <returns>In bits.</returns>
    public int Cost(int first, int second) => _costs[first][second] is var digit && digit <= '9' ? digit - '0' : digit - 'a' + 10;
}
