using System.Text;
using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Reads ODT, ODS and ODP. Source: OpenDocument 1.3, part 3.</summary>
public static class OpenDocumentReader
{
    /// <exception cref="UnreadableException">It is encrypted, damaged, or too large unpacked.</exception>
    public static void Read(ReadJob job, ReadOutput output) => OfficeFile.Read(() =>
    {
        ArgumentNullException.ThrowIfNull(job);
        using var package = OfficePackage.Open(job);
        var findings = new OfficeFindings(output);
        var isEncrypted = false;
        package.TryWalk("META-INF/manifest.xml", new AttributeWalker(r => isEncrypted |= r.LocalName == "encryption-data"), findings);
        if (isEncrypted)
        {
            throw OfficeEncryption.Refusal();
        }

        if (!package.Has("content.xml"))
        {
            throw new InvalidDataException();
        }

        var writer = new PageWriter(output);
        var body = new BodyWalker(new TextBudget(job.Limits), findings, writer);
        package.Walk("content.xml", body);
        output.Reading.Title = body.Title;
        writer.Finish();
        OfficeProperties.Find(package, findings);
    });

    private sealed class BodyWalker(TextBudget budget, OfficeFindings findings, PageWriter writer) : XmlWalker
    {
        private readonly StringBuilder _aside = new();
        private TextFlow? _flow;
        private string? _author;
        private bool _isInBody;
        private bool _isHeading;
        private int _paragraphs;
        private int _asides;
        private int _rows = 1;
        private FindingKind _asideKind;

        public string? Title { get; private set; }

        private TextFlow Flow => _flow ??= new(budget, Emit);

        protected override bool Start(string name, XmlReader reader)
        {
            switch (name)
            {
                case "body":
                    _isInBody = true;
                    break;
                case "forms" or "script" or "settings":
                    return false;
                case "annotation":
                    Enter(FindingKind.Comment);
                    break;
                case "deletion":
                    Enter(FindingKind.TrackedChange);
                    break;
                case "hidden-text" or "hidden-paragraph":
                    findings.Find(FindingKind.HiddenContent, name, reader.Local("string-value"));
                    break;
                case "p" or "h":
                    _paragraphs++;
                    _isHeading |= name == "h";
                    break;
                case "tab":
                    Flow.Append('\t');
                    break;
                case "line-break":
                    Flow.Append('\n');
                    break;
                case "s":
                    Flow.Append(new string(' ', reader.Number("c", 1, 100)));
                    break;
                case "soft-page-break" when Flow.IsEmpty && !Flow.IsInTable:
                    writer.BreakIfWritten();
                    break;
                case "page" when reader.Local("master-page-name") is not null:
                    writer.BreakIfWritten();
                    break;
                case "table":
                    StartTable(reader);
                    break;
                case "table-row":
                    _rows = reader.Local("visibility") is "collapse" or "filter" ? 0 : 1;
                    break;
            }

            return true;
        }

        protected override void Text(string value)
        {
            if (_asides > 0)
            {
                budget.Spend(value.Length);
                _aside.Append(value);
            }
            else if (_isInBody && _paragraphs > 0)
            {
                Flow.Append(value.Replace('\n', ' '));
            }
        }

        protected override void End(string name)
        {
            switch (name)
            {
                case "creator" when _asides > 0:
                    _author = Take();
                    findings.Find(FindingKind.Person, "dc:creator", _author);
                    break;
                case "date" when _asides > 0:
                    _aside.Clear();
                    break;
                case "annotation" or "deletion":
                    _asides = Math.Max(0, _asides - 1);
                    findings.Find(_asideKind, _author ?? "", Take());
                    break;
                case "p" or "h":
                    _paragraphs = Math.Max(0, _paragraphs - 1);
                    if (_paragraphs == 0 && _asides == 0)
                    {
                        Flow.EndParagraph();
                    }

                    break;
                case "table-cell" or "covered-table-cell":
                    Flow.EndCell();
                    break;
                case "table-row":
                    EndRow();
                    break;
                case "table":
                    Flow.EndTable();
                    break;
            }
        }

        private void Enter(FindingKind kind)
        {
            _asides++;
            _asideKind = kind;
            _aside.Clear();
        }

        private void StartTable(XmlReader reader)
        {
            if (!Flow.IsInTable && writer.IsEmpty is false && reader.Local("name") is not null && reader.Depth <= 3)
            {
                writer.BreakIfWritten(); // A sheet.
            }

            Flow.StartTable();
        }

        private void EndRow()
        {
            if (_rows == 0)
            {
                findings.Find(FindingKind.HiddenContent, "table-row", Flow.Take());
                _rows = 1;
                return;
            }

            Flow.EndRow();
        }

        private string Take()
        {
            var aside = _aside.ToString();
            _aside.Clear();
            return aside;
        }

        private void Emit(string text)
        {
            Title ??= _isHeading && text.Length > 0 ? text : null;
            _isHeading = false;
            writer.Line(text);
        }
    }
}
