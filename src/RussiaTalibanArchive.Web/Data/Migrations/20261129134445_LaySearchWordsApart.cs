using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class LaySearchWordsApart : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Words hardly shrink when they are compressed, and ranking unpacks hundreds of rows.
            migrationBuilder.Sql("ALTER TABLE search_items ALTER COLUMN words SET STORAGE EXTERNAL");
            migrationBuilder.Sql("ALTER TABLE search_passages ALTER COLUMN words SET STORAGE EXTERNAL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE search_items ALTER COLUMN words SET STORAGE EXTENDED");
            migrationBuilder.Sql("ALTER TABLE search_passages ALTER COLUMN words SET STORAGE EXTENDED");
        }
    }
}
