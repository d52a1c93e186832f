using System.Text;
using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Reads DOCX. Source: ECMA-376, part 1, section 17.</summary>
public static class WordReader
{
    /// <exception cref="UnreadableException">It is encrypted, damaged, or too large unpacked.</exception>
    public static void Read(ReadJob job, ReadOutput output) => OfficeFile.Read(() =>
    {
        ArgumentNullException.ThrowIfNull(job);
        using var package = OfficePackage.Open(job);
        var main = package.Relationships("").FirstOrDefault(r => r.Type == "officeDocument" && !r.IsExternal)?.Target ?? "word/document.xml";
        if (!package.Has(main))
        {
            throw new InvalidDataException();
        }

        var related = package.Relationships(main).Where(r => !r.IsExternal).ToLookup(r => r.Type, r => r.Target);
        var findings = new OfficeFindings(output);
        var budget = new TextBudget(job.Limits);
        var writer = new PageWriter(output);
        var body = new WordWalker(budget, findings, writer.Line, writer.BreakIfWritten);
        package.Walk(main, body);
        output.Reading.Title = body.Title;
        var last = new List<string>();
        foreach (var (type, mark) in new[] { ("footnotes", "*"), ("endnotes", "*"), ("header", ""), ("footer", "") })
        {
            foreach (var part in related[type])
            {
                package.TryWalk(part, new WordWalker(budget, findings, line => Keep(last, mark, line), () => { }), findings);
            }
        }

        writer.Finish(last.Distinct());
        foreach (var part in related["comments"])
        {
            package.TryWalk(part, new CommentWalker(findings), findings);
        }

        var rsids = 0;
        package.TryWalk(related["settings"].FirstOrDefault(), new AttributeWalker(r => rsids += r.LocalName == "rsid" ? 1 : 0), findings);
        findings.Find(FindingKind.Identifier, "rsid", rsids == 0 ? null : rsids.ToString(System.Globalization.CultureInfo.InvariantCulture));
        OfficeProperties.Find(package, findings);
    });

    private static void Keep(List<string> lines, string mark, string line)
    {
        if (line.Length > 0)
        {
            lines.Add(mark.Length == 0 ? line : $"{mark} {line}");
        }
    }

    private sealed class WordWalker(TextBudget budget, OfficeFindings findings, Action<string> line, Action pageBreak) : XmlWalker
    {
        private readonly StringBuilder _aside = new();
        private TextFlow? _flow;
        private string? _author;
        private bool _isText;
        private bool _isHidden;
        private bool _isHeading;
        private bool _breaksAfter;
        private int _deleted;
        private int _notes;

        public string? Title { get; private set; }

        private TextFlow Flow => _flow ??= new(budget, Emit);

        protected override bool Start(string name, XmlReader reader)
        {
            switch (name)
            {
                case "Fallback" or "instrText" or "sdtPr" or "tabs" or "sectPr" or "fldData":
                    return false;
                case "t" or "delText":
                    _isText = true;
                    break;
                case "del" or "moveFrom":
                    _deleted++;
                    _author = reader.Local("author");
                    break;
                case "ins" when reader.Local("author") is { } author:
                    findings.Find(FindingKind.Person, "w:ins", author);
                    break;
                case "vanish" when reader.IsOn():
                    _isHidden = true;
                    break;
                case "pStyle":
                    _isHeading = reader.Local("val") is { } style && (style.StartsWith("Title", StringComparison.OrdinalIgnoreCase) || style.StartsWith("Heading", StringComparison.OrdinalIgnoreCase));
                    break;
                case "tab" when _deleted == 0:
                    Flow.Append('\t');
                    break;
                case "noBreakHyphen":
                    Flow.Append('\u2011');
                    break;
                case "br" when reader.Local("type") == "page":
                    _breaksAfter = true;
                    break;
                case "br" or "cr":
                    Flow.Append('\n');
                    break;
                case "lastRenderedPageBreak" when Flow.IsEmpty && !Flow.IsInTable:
                    pageBreak();
                    break;
                case "lastRenderedPageBreak":
                    _breaksAfter = true;
                    break;
                case "footnoteReference" or "endnoteReference":
                    Flow.Append($"[{(++_notes).ToString(System.Globalization.CultureInfo.InvariantCulture)}]");
                    break;
                case "tbl":
                    Flow.StartTable();
                    break;
            }

            return true;
        }

        protected override void Text(string value)
        {
            if (!_isText)
            {
                return;
            }

            if (_deleted > 0 || _isHidden)
            {
                budget.Spend(value.Length);
                _aside.Append(value);
            }
            else
            {
                Flow.Append(value);
            }
        }

        protected override void End(string name)
        {
            switch (name)
            {
                case "t" or "delText":
                    _isText = false;
                    break;
                case "r":
                    if (_isHidden && _deleted == 0)
                    {
                        findings.Find(FindingKind.HiddenContent, "w:vanish", TakeAside());
                    }

                    _isHidden = false;
                    break;
                case "del" or "moveFrom":
                    _deleted = Math.Max(0, _deleted - 1);
                    findings.Find(FindingKind.TrackedChange, _author ?? "", TakeAside());
                    findings.Find(FindingKind.Person, "w:del", _author);
                    break;
                case "p":
                    Flow.EndParagraph();
                    if (_breaksAfter && !Flow.IsInTable)
                    {
                        _breaksAfter = false;
                        pageBreak();
                    }

                    break;
                case "tc":
                    Flow.EndCell();
                    break;
                case "tr":
                    Flow.EndRow();
                    break;
                case "tbl":
                    Flow.EndTable();
                    break;
            }
        }

        private string TakeAside()
        {
            var aside = _aside.ToString();
            _aside.Clear();
            return aside;
        }

        private void Emit(string text)
        {
            Title ??= _isHeading && text.Length > 0 ? text : null;
            _isHeading = false;
            line(text);
        }
    }

    private sealed class CommentWalker(OfficeFindings findings) : XmlWalker
    {
        private readonly StringBuilder _words = new();
        private string _author = "";

        protected override bool Start(string name, XmlReader reader)
        {
            if (name == "comment")
            {
                _author = reader.Local("author") ?? "";
                _words.Clear();
            }

            return true;
        }

        protected override void Text(string value) => _words.Append(value.AsSpan(0, Math.Min(value.Length, Math.Max(0, 4000 - _words.Length))));

        protected override void End(string name)
        {
            if (name == "comment")
            {
                findings.Find(FindingKind.Comment, _author, _words.ToString());
                findings.Find(FindingKind.Person, "w:comment", _author);
            }
        }
    }
}
