using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Features.Items;

/// <summary>What several people do at the very same moment: nobody's work is lost, and nobody meets a failure.</summary>
public sealed class SameMomentTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Of_those_who_save_an_item_one_succeeds_and_the_others_see_both_versions()
    {
        await archive.ImportAsync(
            """{"kind":"tag","slug":"kabul","labels":{"en":"Kabul","ar":"كابل"}}""",
            """{"kind":"note","reference":"7","about":["tag:kabul"],"body":"As it was."}""");
        var form = await archive.Editor.OpenAsync("/notes/7/edit");

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => archive.Editor.SubmitAsync(form, ("Input.Body", $"Words of writer {i}."))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(answers, a => a.Path == "/notes/7");
        Assert.All(answers.Where(a => a.Path != "/notes/7"), a => Assert.Contains("Nothing of yours is lost", a.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Documents_that_name_the_same_new_tag_are_all_saved_with_one_tag()
    {
        var form = await archive.Editor.OpenAsync("/editor/documents/new");

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i =>
            archive.Editor.SubmitAsync(form, ("Input.Title", $"Specimen {i}"), ("Tags", "+Герат"))));

        Assert.Equal(6, answers.Select(a => a.Path).Where(p => p.StartsWith("/documents/RTA-D", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(6, await archive.QueryAsync(db => db.Taggings.CountAsync(t => t.Tag.Labels.Any(l => l.Text == "Герат"))));
        Assert.Equal(1, await archive.QueryAsync(db => db.Tags.CountAsync(t => t.Labels.Any(l => l.Text == "Герат"))));
    }
}
