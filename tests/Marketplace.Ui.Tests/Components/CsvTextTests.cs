using Microsoft.AspNetCore.Http;

namespace Marketplace.Ui.Tests.Components;

public sealed class CsvTextTests
{
    [Fact]
    public void A_line_has_numbers_as_they_are_and_text_in_quotes_where_needed() =>
        Assert.Equal(
            "ada,\"a, b\",\"say \"\"hi\"\"\",\"two\r\nlines\",,-5.00,-3,2026-03-02T10:00:00Z\r\n",
            CsvText.Line(
                "ada", "a, b", "say \"hi\"", "two\r\nlines", null, CreditAmount.FromDecimal(-5), -3L,
                new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.FromHours(1))));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1+1")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    public void A_spreadsheet_takes_no_text_for_a_formula(string text) =>
        Assert.StartsWith("'", CsvText.Line(text).Trim('"'), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_is_written_while_its_lines_are_read()
    {
        var context = new DefaultHttpContext();
        var body = new MemoryStream();
        context.Response.Body = body;

        await new CsvStream(LinesAsync(), "accounts.csv").ExecuteAsync(context);

        Assert.Equal("text/csv; charset=utf-8", context.Response.ContentType);
        Assert.Equal("attachment; filename=accounts.csv", context.Response.Headers.ContentDisposition);
        Assert.Equal("\uFEFFname\r\nÄda\r\n", System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private static async IAsyncEnumerable<string> LinesAsync()
    {
        yield return CsvText.Line("name");
        await Task.Yield();
        yield return CsvText.Line("Äda");
    }
}
