using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Harvesting;

/// <summary>What harvesters are told when visitors come to see an item, or see it no more.</summary>
public sealed class HarvestedChangesTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";

    [Fact]
    public async Task An_item_made_internal_leaves_a_grave_with_its_quotations_and_comes_back_with_them()
    {
        await archive.ImportAsync(Some.Document("RTA-D0001"), Some.Quotation("RTA-Q0001", "RTA-D0001"), Some.Quotation("RTA-Q0011", "RTA-D0001", status: "draft"));
        Assert.Equal(["live", "live", null], await StatesAsync("RTA-D0001", "RTA-Q0001", "RTA-Q0011"));

        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0001", ("Input.Status", "Internal"));
        Assert.Equal(["deleted", "deleted", null], await StatesAsync("RTA-D0001", "RTA-Q0001", "RTA-Q0011"));

        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0001", ("Input.Status", "Public"));
        Assert.Equal(["live", "live", null], await StatesAsync("RTA-D0001", "RTA-Q0001", "RTA-Q0011"));
    }

    [Fact]
    public async Task A_record_changes_when_its_embargo_ends_and_not_before()
    {
        var end = archive.Clock.GetUtcNow().AddDays(3);
        await archive.ImportAsync(Some.Document("RTA-D0002", embargo: end.ToString("O", CultureInfo.InvariantCulture)), Some.Quotation("RTA-Q0002", "RTA-D0002"));
        Assert.Equal([null, null], await StatesAsync("RTA-D0002", "RTA-Q0002"));

        archive.Clock.Offset += TimeSpan.FromDays(4);
        try
        {
            Assert.Equal(["live", "live"], await StatesAsync("RTA-D0002", "RTA-Q0002"));
            var header = (await AskAsync("RTA-D0002")).Descendants(Oai + "header").Single();
            Assert.Equal(end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), header.Element(Oai + "datestamp")!.Value);
        }
        finally
        {
            archive.Clock.Offset -= TimeSpan.FromDays(4);
        }
    }

    [Fact]
    public async Task What_is_put_under_an_embargo_again_is_gone_until_it_ends()
    {
        await archive.ImportAsync(Some.Article("RTA-A0003"));
        var end = archive.Clock.GetUtcNow().AddDays(3);
        await archive.Editor.SubmitAsync("/editor/articles/RTA-A0003", ("Input.EmbargoUntil", end.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)));
        Assert.Equal(["deleted"], await StatesAsync("RTA-A0003"));

        archive.Clock.Offset += TimeSpan.FromDays(4);
        try
        {
            Assert.Equal(["live"], await StatesAsync("RTA-A0003"));
        }
        finally
        {
            archive.Clock.Offset -= TimeSpan.FromDays(4);
        }
    }

    [Fact]
    public async Task A_quotation_changes_when_its_source_does()
    {
        await archive.ImportAsync(Some.Document("RTA-D0004"), Some.Quotation("RTA-Q0004", "RTA-D0004"));
        var before = await StampAsync("RTA-Q0004");

        archive.Clock.Offset += TimeSpan.FromMinutes(1);
        await archive.Editor.SubmitAsync("/editor/documents/RTA-D0004", ("Input.Title", "Another title"));

        Assert.True(string.CompareOrdinal(before, await StampAsync("RTA-Q0004")) < 0);
    }

    [Fact]
    public async Task An_archive_of_an_older_version_knows_its_records_after_the_upgrade()
    {
        await archive.ImportAsync(
            Some.Document("RTA-D0005"), Some.Document("RTA-D0006"), Some.Document("RTA-D0007", status: "draft"), Some.Article("RTA-A0005"),
            Some.Quotation("RTA-Q0005", "RTA-D0005"), Some.Quotation("RTA-Q0006", "RTA-D0006"), Some.Quotation("RTA-Q0007", "RTA-D0007"),
            Some.Quotation("RTA-Q0008", "RTA-D0005"), Some.Quotation("RTA-Q0009", "RTA-D0005", status: "draft"));
        foreach (var path in (string[])["documents/RTA-D0006", "documents/RTA-D0007", "quotations/RTA-Q0008", "quotations/RTA-Q0009"])
        {
            await archive.Editor.SubmitAsync($"/editor/{path}", ("?Withdraw", ""), ("Reason", "A mistake"));
        }

        string[] references = ["RTA-D0005", "RTA-D0006", "RTA-D0007", "RTA-A0005", "RTA-Q0005", "RTA-Q0006", "RTA-Q0007", "RTA-Q0008", "RTA-Q0009"];
        string?[] states = ["live", "deleted", null, "live", "live", "deleted", null, "deleted", null];
        Assert.Equal(states, await StatesAsync(references));

        await archive.QueryAsync(async db =>
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("AddApi", TestContext.Current.CancellationToken);
            await migrator.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
            return 0;
        });
        Assert.Equal(states, await StatesAsync(references));
    }

    private async Task<string?[]> StatesAsync(params string[] references)
    {
        var states = new List<string?>();
        foreach (var reference in references)
        {
            var answer = await AskAsync(reference);
            states.Add(answer.Descendants(Oai + "header").SingleOrDefault() is not { } header ? null : header.Attribute("status")?.Value ?? "live");
        }

        return [.. states];
    }

    private async Task<string> StampAsync(string reference) => (await AskAsync(reference)).Descendants(Oai + "datestamp").Single().Value;

    private async Task<XElement> AskAsync(string reference)
    {
        using var identify = await archive.Visitor.SendAsync(HttpMethod.Get, "/oai?verb=Identify");
        var sample = XDocument.Parse(await identify.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Descendants().Single(e => e.Name.LocalName == "sampleIdentifier").Value;
        using var answer = await archive.Visitor.SendAsync(HttpMethod.Get, $"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={sample.Replace("RTA-D0001", reference, StringComparison.Ordinal)}");
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
    }
}
