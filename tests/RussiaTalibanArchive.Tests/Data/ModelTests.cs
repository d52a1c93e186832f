using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;

namespace RussiaTalibanArchive.Tests.Data;

public sealed class ModelTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_migrations_say_all_that_the_model_says() =>
        Assert.False(await archive.QueryAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())), "The model has changed: add a migration.");

    [Fact]
    public async Task Every_foreign_key_to_an_entity_of_its_own_restricts() =>
        Assert.All(await archive.QueryAsync(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => !k.IsOwnership).ToList())),
            key => Assert.Equal(DeleteBehavior.Restrict, key.DeleteBehavior));
}
