using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Reads PPTX: a page a slide. Source: ECMA-376, part 1, section 19.</summary>
public static class SlidesReader
{
    /// <exception cref="UnreadableException">It is encrypted, damaged, or too large unpacked.</exception>
    public static void Read(ReadJob job, ReadOutput output) => OfficeFile.Read(() =>
    {
        ArgumentNullException.ThrowIfNull(job);
        using var package = OfficePackage.Open(job);
        var main = package.Relationships("").FirstOrDefault(r => r.Type == "officeDocument" && !r.IsExternal)?.Target ?? "ppt/presentation.xml";
        var related = package.Relationships(main).Where(r => !r.IsExternal).ToList();
        var findings = new OfficeFindings(output);
        var budget = new TextBudget(job.Limits);
        var order = new List<string>();
        package.Walk(main, new AttributeWalker(r =>
        {
            if (r.LocalName == "sldId" && order.Count < job.Limits.MaxPages)
            {
                order.Add(r.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? r.GetAttribute("r:id") ?? "");
            }
        }));
        var writer = new PageWriter(output);
        foreach (var part in order.Select(id => related.Find(r => r.Id == id)?.Target).OfType<string>())
        {
            var slide = Walk(package, part, budget);
            output.Reading.Title ??= slide.Lines.FirstOrDefault(l => l.Length > 0);
            if (slide.IsHidden)
            {
                findings.Find(FindingKind.HiddenContent, "slide", string.Join('\n', slide.Lines));
            }
            else
            {
                writer.BreakIfWritten();
                slide.Lines.ForEach(writer.Line);
            }

            foreach (var notes in package.Relationships(part).Where(r => r.Type == "notesSlide" && !r.IsExternal))
            {
                findings.Find(FindingKind.Comment, "notes", string.Join('\n', Walk(package, notes.Target, budget).Lines));
            }
        }

        writer.Finish();
        OfficeProperties.Find(package, findings);
    });

    private static SlideWalker Walk(OfficePackage package, string part, TextBudget budget)
    {
        var walker = new SlideWalker(budget);
        package.Walk(part, walker);
        return walker;
    }

    private sealed class SlideWalker : XmlWalker
    {
        private readonly TextFlow _flow;
        private bool _isText;

        public SlideWalker(TextBudget budget) => _flow = new(budget, Lines.Add);

        public List<string> Lines { get; } = [];
        public bool IsHidden { get; private set; }

        protected override bool Start(string name, XmlReader reader)
        {
            switch (name)
            {
                case "sld":
                    IsHidden = reader.GetAttribute("show") is "0" or "false";
                    break;
                case "Fallback":
                    return false;
                case "t":
                    _isText = true;
                    break;
                case "br":
                    _flow.Append('\n');
                    break;
                case "tbl":
                    _flow.StartTable();
                    break;
            }

            return true;
        }

        protected override void Text(string value)
        {
            if (_isText)
            {
                _flow.Append(value);
            }
        }

        protected override void End(string name)
        {
            switch (name)
            {
                case "t":
                    _isText = false;
                    break;
                case "p":
                    _flow.EndParagraph();
                    break;
                case "tc":
                    _flow.EndCell();
                    break;
                case "tr":
                    _flow.EndRow();
                    break;
                case "tbl":
                    _flow.EndTable();
                    break;
            }
        }
    }
}
