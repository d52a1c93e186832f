using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Tests.Features.History;

public sealed class RecordDiffTests
{
    [Fact]
    public void Equal_records_have_no_changes_however_blank_values_are_written() =>
        Assert.Empty(RecordDiff.Between(
            new DocumentRecord { Title = "مذكرة", Issuer = null, Abstract = "a\nb", Tags = ["kabul", "moscow"] },
            new DocumentRecord { Title = "مذكرة ", Issuer = "", Abstract = "a\r\nb", Tags = ["moscow", "kabul"] }));

    [Fact]
    public void A_changed_value_is_named_by_its_place_and_its_field()
    {
        var change = Assert.Single(RecordDiff.Between(
            new DocumentRecord { Source = new() { Url = "https://example.org/a" } },
            new DocumentRecord { Source = new() { Url = "https://example.org/b" } }));

        Assert.Equal(["source", "url"], change.Path.Select(s => s.Name));
        Assert.Equal("Source.Url", change.Field);
        Assert.Equal(("https://example.org/a", "https://example.org/b"), (change.Before, change.After));
    }

    [Fact]
    public void A_text_is_compared_with_the_text_of_its_role_and_language_wherever_it_stands()
    {
        TextRecord pashto = new() { Language = "ps", Role = TextRole.Transcription, Text = "یو" };
        TextRecord english = new() { Language = "en", Role = TextRole.Translation, Text = "one" };

        var changes = RecordDiff.Between(
            new DocumentRecord { Texts = [pashto] },
            new DocumentRecord { Texts = [english, pashto with { Text = "دوه" }] });

        Assert.Equal([("texts", "transcription ps", "Texts[1].Text")],
            changes.Where(c => c.Before is not null).Select(c => (c.Path[0].Name, c.Path[0].Key!, c.Field)));
        Assert.Contains(changes, c => c is { Before: null, After: "one", Field: "Texts[0].Text" });
    }

    [Fact]
    public void A_bare_date_and_one_with_its_printed_form_differ_in_that_form_only()
    {
        var change = Assert.Single(RecordDiff.Between(
            new DocumentRecord { Date = new() { Edtf = "2025-07-07" } },
            new DocumentRecord { Date = new() { Edtf = "2025-07-07", Printed = "٧ يوليو ٢٠٢٥" } }));

        Assert.Equal("Date.Printed", change.Field);
    }

    [Fact]
    public void What_is_gone_is_a_change_too()
    {
        var change = Assert.Single(RecordDiff.Between(
            new QuotationRecord { Translations = [new() { Language = "en", Text = "words" }] } with { Note = "n" },
            new QuotationRecord { Translations = [new() { Language = "en", Text = "words" }] }));

        Assert.Equal(("note", "n", null), (change.Path[0].Name, change.Before, change.After));
    }

    [Fact]
    public void A_conflict_finds_the_differences_of_a_form_field()
    {
        var conflict = new Conflict(RecordDiff.Between(
            new DocumentRecord { Title = "theirs", TitleTranslations = new() { ["en"] = "T" } },
            new DocumentRecord { Title = "mine", TitleTranslations = new() { ["en"] = "M" } }));

        Assert.Equal("theirs", Assert.Single(conflict.At("Input.Title")).Before);
        Assert.Equal("T", Assert.Single(conflict.At("Input.TitleTranslations")).Before);
        Assert.Empty(conflict.At("Input.Titles"));
    }

    [Fact]
    public void Readers_never_meet_what_is_for_editors()
    {
        var record = RecordDiff.JsonOf(new DocumentRecord
        {
            Title = "memo",
            Source = new() { Publisher = "press", Received = "2025-07-01", Note = "met at the station" },
            Provenance = [new() { Fact = "kept in a drawer", Public = false }, new() { Fact = "published", Public = true }, new() { Fact = "unsaid" }],
            Files = [new() { Path = "scan of A.pdf", Sha256 = "ab" }],
        });

        RevisionFilter.RemoveEditorsOwn(record);

        Assert.True(JsonNode.DeepEquals(record, JsonNode.Parse("""
            {"kind":"document","title":"memo","source":{"publisher":"press"},"provenance":[{"fact":"published","public":true}]}
            """)), record.ToJsonString());
    }
}
