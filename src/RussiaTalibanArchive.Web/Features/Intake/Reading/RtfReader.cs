using System.Globalization;
using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Reads RTF by its control words. Source: Rich Text Format Specification 1.9.1.</summary>
public static class RtfReader
{
    private const int MaxDepth = 10_000;

    /// <summary>Groups that hold no text of the paper.</summary>
    private static readonly HashSet<string> Passed =
    [
        "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "themedata", "colorschememapping", "datastore", "latentstyles", "pict", "object", "objdata",
        "fldinst", "xmlnstbl", "wgrffmtfilter", "generator", "filetbl", "revtbl", "bkmkstart", "bkmkend", "panose", "falt", "pgdsctbl", "nonshppict", "listtext", "pntext",
    ];

    /// <exception cref="UnreadableException">There is too much text, or it is nested too deeply.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var file = new BufferedStream(new FileStream(job.Input, FileMode.Open, FileAccess.Read, FileShare.Read), 1 << 16);
        new Parser(file, output).Run();
    }

    /// <summary>What a group inherits from the one around it.</summary>
    private record struct State(bool IsPassed, bool IsHidden, bool IsDeleted, int Skip, int CodePage, string? Information, bool IsComment);

    private sealed class Parser(Stream file, ReadOutput output)
    {
        private readonly Stack<State> _groups = new();
        private readonly StringBuilder _page = new();
        private readonly StringBuilder _aside = new();
        private readonly List<byte> _bytes = [];
        private readonly Dictionary<int, int> _fontPages = [];
        private State _state = new(false, false, false, 1, 1252, null, false);
        private bool _isFontTable;
        private int _font;
        private int _toSkip;
        private int _number;
        private bool _isStarred;

        public void Run()
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            for (var b = file.ReadByte(); b >= 0; b = file.ReadByte())
            {
                switch (b)
                {
                    case '{':
                        FlushBytes();
                        _groups.Push(_state);
                        if (_groups.Count > MaxDepth)
                        {
                            throw new UnreadableException("The file is nested too deeply to be read safely. Open it in an office program, save it anew, and bring it in again.");
                        }

                        break;
                    case '}':
                        Close();
                        break;
                    case '\\':
                        Control();
                        break;
                    case '\r' or '\n':
                        break;
                    default:
                        Byte((byte)b);
                        break;
                }
            }

            FlushBytes();
            FlushPage();
        }

        private void Close()
        {
            FlushBytes();
            FlushAside();
            if (_groups.TryPop(out var outer))
            {
                _isFontTable &= outer.IsPassed;
                _state = outer;
            }
        }

        private void Control()
        {
            var b = file.ReadByte();
            if (b is '\\' or '{' or '}')
            {
                Byte((byte)b);
                return;
            }

            if (b == '\'')
            {
                var (high, low) = (file.ReadByte(), file.ReadByte());
                if (int.TryParse([(char)high, (char)low], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    Byte((byte)value);
                }

                return;
            }

            FlushBytes();
            if (b < 0 || !char.IsAsciiLetter((char)b))
            {
                Sign((char)Math.Max(0, b));
                return;
            }

            var word = new StringBuilder();
            while (b >= 0 && char.IsAsciiLetter((char)b) && word.Length < 32)
            {
                word.Append((char)b);
                b = file.ReadByte();
            }

            var digits = new StringBuilder();
            while (b >= 0 && (char.IsAsciiDigit((char)b) || (b == '-' && digits.Length == 0)) && digits.Length < 11)
            {
                digits.Append((char)b);
                b = file.ReadByte();
            }

            if (b is not ' ' and >= 0)
            {
                file.Position--;
            }

            int? number = int.TryParse(digits.ToString(), CultureInfo.InvariantCulture, out var n) ? n : null;
            Word(word.ToString(), number);
            _isStarred = false;
        }

        private void Sign(char sign)
        {
            switch (sign)
            {
                case '*':
                    _isStarred = true;
                    break;
                case '~':
                    Add("\u00A0");
                    break;
                case '_':
                    Add("\u2011");
                    break;
                case '\n' or '\r':
                    Add("\n");
                    break;
            }
        }

        private void Word(string word, int? number)
        {
            switch (word)
            {
                case "u":
                    Add(((char)(ushort)(short)(number ?? 0)).ToString());
                    _toSkip = _state.Skip;
                    break;
                case "uc":
                    _state.Skip = Math.Clamp(number ?? 1, 0, 10);
                    break;
                case "bin":
                    Skip(Math.Max(0, number ?? 0));
                    break;
                case "par" or "line" or "sect" or "row":
                    Add("\n");
                    break;
                case "page":
                    if (!_state.IsPassed)
                    {
                        FlushPage();
                    }

                    break;
                case "tab" or "cell":
                    Add("\t");
                    break;
                case "lquote" or "rquote":
                    Add(word == "lquote" ? "‘" : "’");
                    break;
                case "ldblquote" or "rdblquote":
                    Add(word == "ldblquote" ? "“" : "”");
                    break;
                case "endash" or "emdash":
                    Add(word == "endash" ? "–" : "—");
                    break;
                case "bullet":
                    Add("•");
                    break;
                case "zwnj" or "zwj":
                    Add(word == "zwnj" ? "\u200C" : "\u200D");
                    break;
                case "ansicpg":
                    _state.CodePage = number ?? 1252;
                    break;
                case "f":
                    _font = number ?? 0;
                    _state.CodePage = !_isFontTable && _fontPages.TryGetValue(_font, out var page) ? page : _state.CodePage;
                    break;
                case "fcharset" when _isFontTable:
                    _fontPages[_font] = number switch { 178 => 1256, 204 => 1251, 161 => 1253, 162 => 1254, 238 => 1250, _ => _groups.LastOrDefault().CodePage is > 0 and var own ? own : 1252 };
                    break;
                case "v":
                    FlushAside();
                    _state.IsHidden = number != 0;
                    break;
                case "deleted":
                    FlushAside();
                    _state.IsDeleted = number != 0;
                    break;
                case "annotation" or "atnauthor":
                    _state.IsComment = true;
                    break;
                case "author" or "operator" or "company" or "manager" or "title" or "subject" or "doccomm" or "keywords" when _groups.Count > 0:
                    _state.Information = word;
                    break;
                case "info":
                    _state.IsPassed = true;
                    break;
                default:
                    _isFontTable |= word == "fonttbl";
                    _state.IsPassed |= _isStarred || Passed.Contains(word);
                    break;
            }
        }

        private void Byte(byte value)
        {
            if (_toSkip > 0)
            {
                _toSkip--;
                return;
            }

            _bytes.Add(value);
            if (_bytes.Count > 1 << 16)
            {
                FlushBytes();
            }
        }

        private void FlushBytes()
        {
            if (_bytes.Count > 0)
            {
                var bytes = _bytes.ToArray();
                _bytes.Clear();
                Add(EncodingOf(_state.CodePage).GetString(bytes));
            }
        }

        private void Add(string text)
        {
            if (_state.Information is not null || _state.IsHidden || _state.IsDeleted || _state.IsComment)
            {
                _aside.Append(text.AsSpan(0, Math.Min(text.Length, Math.Max(0, 4000 - _aside.Length))));
            }
            else if (!_state.IsPassed)
            {
                _page.Append(text);
            }
        }

        private void FlushAside()
        {
            if (_aside.Length == 0)
            {
                return;
            }

            var kind = _state switch
            {
                { Information: "author" or "operator" or "company" or "manager" } => FindingKind.Person,
                { Information: not null } => FindingKind.Other,
                { IsDeleted: true } => FindingKind.TrackedChange,
                { IsComment: true } => FindingKind.Comment,
                _ => FindingKind.HiddenContent,
            };
            output.Find(kind, _state.Information ?? "", _aside.ToString());
            _aside.Clear();
        }

        private void FlushPage()
        {
            var text = TextNormalizer.Normalize(_page.ToString()).Trim('\n');
            output.AddPage(new() { Number = ++_number, Text = text, Source = string.IsNullOrWhiteSpace(text) ? TextSource.None : TextSource.File });
            _page.Clear();
        }

        private void Skip(int count)
        {
            for (; count > 0 && file.ReadByte() >= 0; count--)
            {
            }
        }

        private static Encoding EncodingOf(int codePage)
        {
            try
            {
                return Encoding.GetEncoding(codePage);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                return Encoding.GetEncoding(1252);
            }
        }
    }
}
