// A small table of ready texts: what a chart shows, for those who cannot see it or want the figures.
import { ScrollArea, Table } from "@mantine/core";

export interface SimpleTableData {
  readonly columns: readonly string[];
  /** The first cell of a row names it; the others are figures. */
  readonly rows: readonly (readonly string[])[];
}

interface SimpleTableProps {
  readonly data: SimpleTableData;
  readonly label: string;
  /** In pixels; longer tables scroll. */
  readonly height?: number;
}

export function SimpleTable({ data, label, height = 260 }: SimpleTableProps) {
  return (
    <ScrollArea.Autosize mah={height} viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}>
      <Table
        stickyHeader
        verticalSpacing={6}
        fz="sm"
        className="k-number"
        aria-label={label}
        style={{ "--table-border-color": "var(--k-border)" }}
        bg="var(--k-card)"
      >
        <Table.Thead bg="var(--k-card)">
          <Table.Tr>
            {data.columns.map((column, index) => (
              <Table.Th key={column} scope="col" ta={index === 0 ? "left" : "right"}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.map((row) => (
            <Table.Tr key={row[0] ?? ""}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <Table.Th key={data.columns[index]} scope="row" fw={500}>
                    {cell}
                  </Table.Th>
                ) : (
                  <Table.Td key={data.columns[index]} ta="right">
                    {cell}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
