using System.Text;
using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Reads XLSX: a page a sheet, a line a row. Source: ECMA-376, part 1, section 18.</summary>
public static class SheetReader
{
    /// <exception cref="UnreadableException">It is encrypted, damaged, or too large unpacked.</exception>
    public static void Read(ReadJob job, ReadOutput output) => OfficeFile.Read(() =>
    {
        ArgumentNullException.ThrowIfNull(job);
        using var package = OfficePackage.Open(job);
        var main = package.Relationships("").FirstOrDefault(r => r.Type == "officeDocument" && !r.IsExternal)?.Target ?? "xl/workbook.xml";
        var related = package.Relationships(main).Where(r => !r.IsExternal).ToList();
        var findings = new OfficeFindings(output);
        var budget = new TextBudget(job.Limits);
        var shared = new SharedWalker(budget);
        package.Walk(related.Find(r => r.Type == "sharedStrings")?.Target, shared);
        var sheets = new List<(string Id, string Name, bool IsHidden)>();
        package.Walk(main, new AttributeWalker(r =>
        {
            if (r.LocalName == "sheet" && sheets.Count < job.Limits.MaxPages)
            {
                sheets.Add((r.Local("id") ?? "", r.GetAttribute("name") ?? "", r.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        }));
        var writer = new PageWriter(output);
        foreach (var (id, name, isHidden) in sheets)
        {
            var lines = new List<string>();
            package.Walk(related.Find(r => r.Id == id)?.Target, new RowWalker(shared.Strings, budget, findings, lines.Add));
            if (isHidden)
            {
                findings.Find(FindingKind.HiddenContent, name, string.Join('\n', lines.Take(50)));
                continue;
            }

            writer.BreakIfWritten();
            writer.Line(name);
            lines.ForEach(writer.Line);
        }

        writer.Finish();
        foreach (var part in package.Parts.Where(p => p.Contains("/comments", StringComparison.OrdinalIgnoreCase)).Take(200))
        {
            package.TryWalk(part, new ValueWalker((element, value) => findings.Find(element == "author" ? FindingKind.Person : FindingKind.Comment, element, value)), findings);
        }

        OfficeProperties.Find(package, findings);
    });

    private sealed class SharedWalker(TextBudget budget) : XmlWalker
    {
        private readonly StringBuilder _words = new();
        private bool _isText;

        public List<string> Strings { get; } = [];

        protected override bool Start(string name, XmlReader reader)
        {
            _isText = name == "t";
            return name != "rPh"; // How it is pronounced is no part of it.
        }

        protected override void Text(string value)
        {
            if (_isText)
            {
                budget.Spend(value.Length);
                _words.Append(value);
            }
        }

        protected override void End(string name)
        {
            _isText = false;
            if (name == "si")
            {
                budget.Spend(1);
                Strings.Add(_words.ToString());
                _words.Clear();
            }
        }
    }

    private sealed class RowWalker(List<string> shared, TextBudget budget, OfficeFindings findings, Action<string> line) : XmlWalker
    {
        private readonly StringBuilder _row = new();
        private readonly StringBuilder _value = new();
        private string? _type;
        private bool _isValue;
        private bool _isHidden;
        private bool _hasCell;

        protected override bool Start(string name, XmlReader reader)
        {
            switch (name)
            {
                case "row":
                    _isHidden = reader.GetAttribute("hidden") is "1" or "true";
                    _hasCell = false;
                    break;
                case "c":
                    _type = reader.GetAttribute("t");
                    break;
                case "f":
                    return false; // The formula; its result follows.
                default:
                    _isValue = name is "v" or "t";
                    break;
            }

            return true;
        }

        protected override void Text(string value)
        {
            if (_isValue)
            {
                _value.Append(value);
            }
        }

        protected override void End(string name)
        {
            _isValue = false;
            if (name == "c")
            {
                EndCell();
            }
            else if (name == "row" && _row.Length > 0)
            {
                EndRow();
            }
        }

        private void EndCell()
        {
            var value = _value.ToString();
            _value.Clear();
            var text = _type == "s" ? (int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var at) && at >= 0 && at < shared.Count ? shared[at] : "") : value;
            budget.Spend(text.Length + 1);
            _row.Append(_hasCell ? "\t" : "").Append(text.Replace('\n', ' ').Replace('\t', ' '));
            _hasCell = true;
        }

        private void EndRow()
        {
            if (_isHidden)
            {
                findings.Find(FindingKind.HiddenContent, "row", _row.ToString());
            }
            else
            {
                line(_row.ToString().TrimEnd('\t'));
            }

            _row.Clear();
        }
    }
}
