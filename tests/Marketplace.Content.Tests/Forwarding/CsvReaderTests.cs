using Marketplace.Content.Forwarding;

namespace Marketplace.Content.Tests.Forwarding;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\nc,d", "1:a|b 2:c|d")]
    [InlineData("a;b\nc;d\n", "1:a|b 2:c|d")]
    [InlineData("a\tb", "1:a|b")]
    [InlineData("\uFEFFa,b", "1:a|b")]
    [InlineData("\"a,\"\"b\"\"\",c", "1:a,\"b\"|c")]
    [InlineData("\n\n,,\na, b ,\n", "4:a|b|")]
    [InlineData("\"two\nlines\",b\nc,d", "1:two\nlines|b 3:c|d")]
    [InlineData("", "")]
    public void Rows_are_read_as_spreadsheets_write_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', CsvReader.Read(text).Select(x => $"{x.Line}:{string.Join('|', x.Cells)}")));

    [Fact]
    public void A_quote_that_does_not_end_is_named_by_its_line() =>
        Assert.Equal(2, Assert.Throws<UnclosedQuoteException>(() => CsvReader.Read("a,b\n\"c,d\ne,f\n").ToList()).Line);
}
